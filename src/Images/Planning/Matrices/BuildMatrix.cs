using System.Text.Json;
using System.Text.Json.Serialization;

namespace Images.Planning.Matrices;

/// <summary>The work of a family as jobs of a workflow: what <c>matrix --json</c> prints.</summary>
/// <param name="SchemaVersion">The form's version; a change that could break a reader raises it.</param>
/// <param name="HasChanges">Whether there is anything to do.</param>
/// <param name="Variants">How many variants all jobs together take.</param>
/// <param name="Layers">The layers in order: a job needs nothing but what jobs of earlier layers make, and what is there already.</param>
public sealed record BuildMatrix(int SchemaVersion, bool HasChanges, int Variants, IReadOnlyList<MatrixLayer> Layers)
{
    /// <summary>The version of the documents' shape.</summary>
    public const int Version = 1;

    /// <summary>GitHub's limit for the jobs of one matrix.</summary>
    public const int MostEntries = 256;

    /// <summary>Writes the matrix as indented JSON.</summary>
    /// <returns>The text, LF line ends, the last one included.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, MatrixJson.Default.BuildMatrix) + "\n";
}

/// <summary>The jobs that can run beside each other.</summary>
/// <param name="Layer">Counted from 0.</param>
/// <param name="Include">At least one entry, the one with the most work first.</param>
public sealed record MatrixLayer(int Layer, IReadOnlyList<MatrixEntry> Include)
{
    /// <summary>Writes the layer as <c>strategy.matrix</c> takes it from <c>fromJSON</c>.</summary>
    /// <returns>One line of JSON: <c>{"include":[...]}</c>.</returns>
    public string ToStrategy() => JsonSerializer.Serialize(new MatrixStrategy(Include), StrategyJson.Default.MatrixStrategy);
}

/// <summary>One job.</summary>
/// <param name="Name">The variant's id, or that of the first and how many more; no two of a layer are the same.</param>
/// <param name="Selectors">The ids of its variants with a blank between them: letters, digits and <c>._:-</c>, so a shell takes them as they are.</param>
/// <param name="Count">How many variants.</param>
/// <param name="Platforms">The platforms of its variants with a comma between them.</param>
/// <param name="Seconds">Its estimated work; only the proportion to others means something.</param>
/// <param name="Command">Does the same on any machine.</param>
public sealed record MatrixEntry(string Name, string Selectors, int Count, string Platforms, int Seconds, string Command);

/// <summary>A matrix as GitHub has it.</summary>
/// <param name="Include">The entries.</param>
internal sealed record MatrixStrategy(IReadOnlyList<MatrixEntry> Include);

[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(BuildMatrix))]
internal sealed partial class MatrixJson : JsonSerializerContext;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(MatrixStrategy))]
internal sealed partial class StrategyJson : JsonSerializerContext;
