using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Images.Definitions;

namespace Images.Building;

/// <summary>A small file in <c>artifacts/</c> in which a run leaves for the next what saves time. Nothing depends on it.</summary>
/// <typeparam name="T">What is in it.</typeparam>
/// <param name="root">The family's root.</param>
/// <param name="name">The file's name.</param>
/// <param name="type">How it is written.</param>
internal sealed class MemoryFile<T>(string root, string name, JsonTypeInfo<T> type)
    where T : class
{
    private readonly string path = Path.Combine(root, "artifacts", name);

    /// <summary>Reads it.</summary>
    /// <returns>What is in it; null where it is not there or cannot be read.</returns>
    public T? Read()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), type);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it whole, whoever else writes it at the same time; where that cannot be, it stays as it was.</summary>
    /// <param name="content">What is in it then.</param>
    public void Write(T content)
    {
        try
        {
            WholeFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(content, type));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Lost, which costs time and nothing else.
        }
    }
}
