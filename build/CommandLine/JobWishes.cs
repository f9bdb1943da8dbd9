using Images.Jobs.Files;

namespace Images.Build.CommandLine;

/// <summary>What <c>run</c> is to do.</summary>
/// <param name="Directory">The folder that the program was started in, to which names of job files are relative.</param>
/// <param name="Words">Job files, or one image.</param>
/// <param name="Command">The command behind <c>--</c>; null: none was given.</param>
/// <param name="Overrides">What holds in place of what job files say.</param>
public sealed record JobWishes(string Directory, IReadOnlyList<string> Words, IReadOnlyList<string>? Command, JobOverrides Overrides)
{
    /// <summary>Gets whether manifests for Kubernetes are printed, and nothing is run.</summary>
    public bool PrintsManifests { get; init; }

    /// <summary>Gets whether the manifests are applied to a cluster, and the jobs followed to their end.</summary>
    public bool Waits { get; init; }

    /// <summary>Gets whether what was applied is removed from the cluster in the end.</summary>
    public bool Removes { get; init; }

    /// <summary>Gets where doAzureParallel's <c>cluster.json</c> is written, <c>-</c> for standard output; null: nowhere.</summary>
    public string? AzurePool { get; init; }

    /// <summary>Gets whether the words are job files, and not an image.</summary>
    public bool AreFiles => Command is null && Words.All(word => IsFile(word));

    private bool IsFile(string word) =>
        word.EndsWith(".yaml", StringComparison.Ordinal)
        || word.EndsWith(".yml", StringComparison.Ordinal)
        || File.Exists(Path.GetFullPath(word, Directory));
}
