using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Images.Benchmarks.Startup;

/// <summary>References to assemblies and types in an assembly that is being written.</summary>
/// <param name="target">The metadata that is being written.</param>
internal sealed class CopiedReferences(MetadataBuilder target)
{
    private readonly Dictionary<string, AssemblyReferenceHandle> assemblies = new(StringComparer.Ordinal);
    private readonly Dictionary<(EntityHandle Scope, string Space, string Name), TypeReferenceHandle> types = [];

    /// <summary>Refers to a type that another assembly defines.</summary>
    /// <param name="source">That assembly's metadata.</param>
    /// <param name="handle">The type.</param>
    /// <returns>The reference.</returns>
    public TypeReferenceHandle ToDefinition(MetadataReader source, TypeDefinitionHandle handle)
    {
        var type = source.GetTypeDefinition(handle);
        EntityHandle scope = type.GetDeclaringType().IsNil
            ? ToAssembly(source.GetString(source.GetAssemblyDefinition().Name))
            : ToDefinition(source, type.GetDeclaringType());
        return Type(scope, source.GetString(type.Namespace), source.GetString(type.Name));
    }

    /// <summary>Refers to a type that another assembly refers to.</summary>
    /// <param name="source">That assembly's metadata.</param>
    /// <param name="handle">Its reference.</param>
    /// <returns>The reference.</returns>
    public TypeReferenceHandle ToReference(MetadataReader source, TypeReferenceHandle handle)
    {
        var type = source.GetTypeReference(handle);
        EntityHandle scope = type.ResolutionScope.Kind switch
        {
            HandleKind.TypeReference => ToReference(source, (TypeReferenceHandle)type.ResolutionScope),
            HandleKind.AssemblyReference => ToAssembly(
                source.GetString(source.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name)
            ),
            _ => ToAssembly(source.GetString(source.GetAssemblyDefinition().Name)),
        };
        return Type(scope, source.GetString(type.Namespace), source.GetString(type.Name));
    }

    private AssemblyReferenceHandle ToAssembly(string name)
    {
        if (!assemblies.TryGetValue(name, out var handle))
        {
            handle = target.AddAssemblyReference(
                target.GetOrAddString(name),
                new Version(0, 0, 0, 0),
                default,
                default,
                default(AssemblyFlags),
                default
            );
            assemblies.Add(name, handle);
        }

        return handle;
    }

    private TypeReferenceHandle Type(EntityHandle scope, string space, string name)
    {
        if (!types.TryGetValue((scope, space, name), out var handle))
        {
            handle = target.AddTypeReference(scope, target.GetOrAddString(space), target.GetOrAddString(name));
            types.Add((scope, space, name), handle);
        }

        return handle;
    }
}
