using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Images.Benchmarks.Startup;

/// <summary>Finds the types of a published program by their full names.</summary>
internal sealed class ProgramTypes : IDisposable
{
    private const string CoreLibrary = "System.Private.CoreLib";
    private readonly List<PEReader> files = [];
    private readonly Dictionary<string, List<TypePlace>> typesByName = new(StringComparer.Ordinal);

    /// <summary>Reads the metadata of every assembly in a folder.</summary>
    /// <param name="folder">The folder.</param>
    public ProgramTypes(string folder)
    {
        foreach (var path in Directory.GetFiles(folder, "*.dll").Order(StringComparer.Ordinal))
        {
            var file = new PEReader(File.OpenRead(path));
            files.Add(file);
            if (file.HasMetadata && file.GetMetadataReader() is { IsAssembly: true } metadata)
            {
                AddTypes(metadata);
            }
        }
    }

    /// <summary>Gets all types of a name: some internal ones live in several assemblies.</summary>
    /// <param name="name">The full name with <c>+</c> between nested types.</param>
    /// <returns>The types; those of the core library first.</returns>
    public IReadOnlyList<TypePlace> Named(string name) => typesByName.GetValueOrDefault(name) ?? [];

    /// <inheritdoc/>
    public void Dispose() => files.ForEach(file => file.Dispose());

    private static string NameOf(MetadataReader metadata, TypeDefinition type)
    {
        var name = metadata.GetString(type.Name);
        if (!type.GetDeclaringType().IsNil)
        {
            return $"{NameOf(metadata, metadata.GetTypeDefinition(type.GetDeclaringType()))}+{name}";
        }

        var space = metadata.GetString(type.Namespace);
        return space.Length == 0 ? name : $"{space}.{name}";
    }

    private void AddTypes(MetadataReader metadata)
    {
        var assembly = metadata.GetString(metadata.GetAssemblyDefinition().Name);
        foreach (var handle in metadata.TypeDefinitions)
        {
            var name = NameOf(metadata, metadata.GetTypeDefinition(handle));
            if (!typesByName.TryGetValue(name, out var places))
            {
                typesByName.Add(name, places = []);
            }

            places.Insert(assembly == CoreLibrary ? 0 : places.Count, new(assembly, metadata, handle));
        }
    }
}

/// <summary>Where a type is defined.</summary>
/// <param name="Assembly">The assembly's simple name.</param>
/// <param name="Metadata">The assembly's metadata.</param>
/// <param name="Handle">The type in it.</param>
internal sealed record TypePlace(string Assembly, MetadataReader Metadata, TypeDefinitionHandle Handle)
{
    /// <summary>Gets the definition.</summary>
    public TypeDefinition Definition => Metadata.GetTypeDefinition(Handle);
}
