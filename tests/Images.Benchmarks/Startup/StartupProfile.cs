using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Images.Benchmarks.Startup;

/// <summary>Writes the profile that tells the ahead-of-time compiler which generic instantiations a run needs.</summary>
/// <param name="types">The types of the program.</param>
internal sealed class StartupProfile(ProgramTypes types)
{
    private readonly MetadataBuilder metadata = new();
    private readonly SortedDictionary<string, List<EntityHandle>> methodsByAssembly = new(StringComparer.Ordinal);

    /// <summary>Gets the methods that were found.</summary>
    public int Found { get; private set; }

    /// <summary>Gets the names of methods that no assembly has.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>Writes the profile.</summary>
    /// <param name="methods">The methods.</param>
    /// <returns>The assembly.</returns>
    public ImmutableArray<byte> Write(IEnumerable<CompiledMethod> methods)
    {
        var references = new CopiedReferences(metadata);
        var copier = new SignatureCopier(references);
        var signatures = new TypeSignatures(types, references);
        foreach (var method in methods)
        {
            if (!AddMethod(method, references, copier, signatures))
            {
                Missing.Add($"{method.Owner.Name}:{method.Name}");
            }
        }

        return new ProfileAssembly(metadata).Write(methodsByAssembly);
    }

    private bool AddMethod(CompiledMethod method, CopiedReferences references, SignatureCopier copier, TypeSignatures signatures)
    {
        var found = false;
        foreach (var place in types.Named(method.Owner.Name))
        {
            if (place.Definition.GetGenericParameters().Count != method.Owner.Arguments.Count || method.Owner.Ranks.Count > 0)
            {
                continue;
            }

            foreach (var handle in place.Definition.GetMethods())
            {
                var definition = place.Metadata.GetMethodDefinition(handle);
                if (
                    place.Metadata.GetString(definition.Name) != method.Name
                    || definition.GetGenericParameters().Count != method.Arguments.Count
                    || Member(method, place, definition, references, copier, signatures) is not { } member
                )
                {
                    continue;
                }

                if (!methodsByAssembly.TryGetValue(place.Assembly, out var list))
                {
                    methodsByAssembly.Add(place.Assembly, list = []);
                }

                list.Add(member);
                found = true;
                Found++;
            }
        }

        return found;
    }

    private EntityHandle? Member(
        CompiledMethod method,
        TypePlace place,
        MethodDefinition definition,
        CopiedReferences references,
        SignatureCopier copier,
        TypeSignatures signatures
    )
    {
        EntityHandle parent = references.ToDefinition(place.Metadata, place.Handle);
        if (method.Owner.Arguments.Count > 0)
        {
            if (signatures.Of(method.Owner) is not { } owner)
            {
                return null;
            }

            parent = metadata.AddTypeSpecification(metadata.GetOrAddBlob(owner));
        }

        EntityHandle member = metadata.AddMemberReference(
            parent,
            metadata.GetOrAddString(method.Name),
            metadata.GetOrAddBlob(copier.Method(definition))
        );
        if (method.Arguments.Count == 0)
        {
            return member;
        }

        var blob = new BlobBuilder();
        blob.WriteByte((byte)SignatureKind.MethodSpecification);
        blob.WriteCompressedInteger(method.Arguments.Count);
        foreach (var argument in method.Arguments)
        {
            if (signatures.Of(argument) is not { } encoded)
            {
                return null;
            }

            blob.WriteBytes(encoded);
        }

        return metadata.AddMethodSpecification(member, metadata.GetOrAddBlob(blob));
    }
}
