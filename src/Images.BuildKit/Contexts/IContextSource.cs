namespace Images.BuildKit.Contexts;

/// <summary>
/// Where the files of a build come from: a directory (<see cref="DirectoryContext"/>), memory (<see cref="MemoryContext"/>),
/// or anything else that can list and open. Called from several threads at once.
/// </summary>
public interface IContextSource
{
    /// <summary>
    /// Stable identity of these files from one build to the next: the engine keeps a copy under it and asks only for what
    /// changed. Two different sources must not share it.
    /// </summary>
    string SharedKey { get; }

    /// <summary>The names in a directory, in any order. The root is the empty string; separators are '/'.</summary>
    /// <exception cref="Errors.BuildContextException">It cannot be read.</exception>
    IReadOnlyList<ContextEntry> List(string directory);

    /// <summary>
    /// Opens a regular file for reading from its start. Neither the file nor a directory before it may be a symbolic link.
    /// </summary>
    /// <param name="path">The path relative to the root.</param>
    /// <param name="expected">What <see cref="List"/> said about it: a file that is another one now is refused.</param>
    /// <exception cref="Errors.BuildContextException">It cannot be read, or changed meanwhile.</exception>
    Stream Open(string path, ContextEntry expected);
}
