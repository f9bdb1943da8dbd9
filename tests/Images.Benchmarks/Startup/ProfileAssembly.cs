using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace Images.Benchmarks.Startup;

/// <summary>The assembly that a profile is.</summary>
/// <remarks>
/// Its global method <c>AssemblyDictionary</c> names a method for each assembly; that one holds <c>ldtoken METHOD, pop</c> for each
/// method to compile. What a later version of the program doesn't have any more is passed over.
/// </remarks>
/// <param name="metadata">Holds the references to the methods.</param>
internal sealed class ProfileAssembly(MetadataBuilder metadata)
{
    private readonly BlobBuilder code = new();

    /// <summary>Writes the assembly.</summary>
    /// <param name="methods">The methods, by the names of the assemblies that define them.</param>
    /// <returns>Its bytes; the same for the same methods.</returns>
    public ImmutableArray<byte> Write(IReadOnlyDictionary<string, List<EntityHandle>> methods)
    {
        var bodies = new MethodBodyStreamEncoder(code);
        var nothing = new BlobBuilder();
        new BlobEncoder(nothing).MethodSignature().Parameters(0, returns => returns.Void(), _ => { });
        var signature = metadata.GetOrAddBlob(nothing);
        metadata.AddModule(0, metadata.GetOrAddString("startup.mibc"), default, default, default);
        metadata.AddAssembly(metadata.GetOrAddString("startup"), new Version(0, 0, 0, 0), default, default, default, default);
        metadata.AddTypeDefinition(
            default,
            default,
            metadata.GetOrAddString("<Module>"),
            default,
            MetadataTokens.FieldDefinitionHandle(1),
            MetadataTokens.MethodDefinitionHandle(1)
        );

        var dictionary = new InstructionEncoder(new BlobBuilder());
        foreach (var (assembly, list) in methods)
        {
            var group = new InstructionEncoder(new BlobBuilder());
            foreach (var method in list)
            {
                group.OpCode(ILOpCode.Ldtoken);
                group.Token(method);
                group.OpCode(ILOpCode.Pop);
            }

            group.OpCode(ILOpCode.Ret);
            dictionary.LoadString(metadata.GetOrAddUserString(assembly + ";"));
            dictionary.OpCode(ILOpCode.Ldtoken);
            dictionary.Token(AddGlobal($"Assembly_{assembly}", bodies.AddMethodBody(group), signature));
            dictionary.OpCode(ILOpCode.Pop);
        }

        dictionary.OpCode(ILOpCode.Ret);
        AddGlobal("AssemblyDictionary", bodies.AddMethodBody(dictionary), signature);
        var image = new ManagedPEBuilder(
            new PEHeaderBuilder(imageCharacteristics: Characteristics.Dll | Characteristics.ExecutableImage),
            new MetadataRootBuilder(metadata),
            code,
            // The same methods give the same file.
            deterministicIdProvider: content =>
                BlobContentId.FromHash(SHA256.HashData(content.SelectMany(blob => blob.GetBytes()).ToArray()))
        );
        var bytes = new BlobBuilder();
        image.Serialize(bytes);
        return bytes.ToImmutableArray();
    }

    private MethodDefinitionHandle AddGlobal(string name, int body, BlobHandle signature) =>
        metadata.AddMethodDefinition(
            MethodAttributes.Public | MethodAttributes.Static,
            MethodImplAttributes.IL,
            metadata.GetOrAddString(name),
            signature,
            body,
            MetadataTokens.ParameterHandle(1)
        );
}
