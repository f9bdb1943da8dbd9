using System.Text.Json.Serialization;

namespace Images.Jobs.Staging;

/// <summary>What became of the computations of a run.</summary>
/// <param name="Calls">The calls in the order in which they were made.</param>
/// <param name="Results">Where the results are, absolute; null for one whose name is not known before what it is made of is there.</param>
public sealed record ComputationsReport(IReadOnlyList<ComputationReport> Calls, IReadOnlyList<string?> Results);

/// <summary>What became of a computation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Commit">Its commit's id.</param>
/// <param name="ImageId">The id of the image that it runs in; null: it runs on this machine.</param>
/// <param name="Container">The container's id; null where none was needed.</param>
/// <param name="Outputs">Its results in order.</param>
public sealed record ComputationReport(string Name, string Commit, string? ImageId, string? Container, IReadOnlyList<ComputedFile> Outputs);

/// <summary>A result of a computation.</summary>
/// <param name="Label">What the computation calls it.</param>
/// <param name="Path">Where it is, absolute; null when that is not known before what it is made of is there.</param>
/// <param name="State">Whether it is there.</param>
public sealed record ComputedFile(string Label, string? Path, ComputedFileState State);

/// <summary>Whether a result is there.</summary>
public enum ComputedFileState
{
    /// <summary>It was there before.</summary>
    [JsonStringEnumMemberName("present")]
    Present,

    /// <summary>It was computed.</summary>
    [JsonStringEnumMemberName("computed")]
    Computed,

    /// <summary>It is not there, and was not to be computed.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,
}
