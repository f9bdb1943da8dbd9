namespace Images.Engines;

/// <summary>A program of this machine and how to run it; its standard input is empty.</summary>
/// <param name="Program">Name or path.</param>
/// <param name="Arguments">Its arguments, passed as they are.</param>
public sealed record HostCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Variables added to our own.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Told of each line that the program writes, of both streams; null: nobody.</summary>
    public IProgress<string>? Lines { get; init; }
}
