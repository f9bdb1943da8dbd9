using System.IO.Enumeration;

namespace Images.Definitions;

/// <summary>Walks through folders in which somebody else may have put symbolic links: they are named, and never followed.</summary>
internal static class FileWalk
{
    /// <summary>Finds the files below a folder, and the links, also those that lead to folders.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="skipsUnreadable">Whether folders that may not be read are passed over.</param>
    /// <returns>The paths, each beginning with <paramref name="folder"/>, in no order.</returns>
    /// <exception cref="IOException">The folder is not there, or something cannot be read.</exception>
    public static IEnumerable<string> Files(string folder, bool skipsUnreadable = false) =>
        new FileSystemEnumerable<string>(folder, (ref entry) => entry.ToSpecifiedFullPath(), Everything(skipsUnreadable))
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory || IsLink(entry.Attributes),
            ShouldRecursePredicate = (ref entry) => !IsLink(entry.Attributes),
        };

    /// <summary>Finds all that is below a folder: files, links and folders.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The entries, in no order.</returns>
    /// <exception cref="IOException">The folder is not there, or something cannot be read.</exception>
    public static IEnumerable<FileSystemInfo> Entries(string folder) =>
        new FileSystemEnumerable<FileSystemInfo>(folder, (ref entry) => entry.ToFileSystemInfo(), Everything(skipsUnreadable: false))
        {
            ShouldRecursePredicate = (ref entry) => !IsLink(entry.Attributes),
        };

    private static EnumerationOptions Everything(bool skipsUnreadable) =>
        new()
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.None,
            IgnoreInaccessible = skipsUnreadable,
        };

    private static bool IsLink(FileAttributes attributes) => attributes.HasFlag(FileAttributes.ReparsePoint);
}
