using Images.Building.Revisions;

namespace Images.Jobs.Staging;

/// <summary>The file <c>docker-container</c> in a computation's folder: which commit has which container.</summary>
internal static class ContainerRecord
{
    private const string FileName = "docker-container";

    /// <summary>Writes it, for people and their scripts, and keeps it out of git. The engine's labels are what counts.</summary>
    /// <param name="tree">The computation's folder.</param>
    /// <param name="containers">Its containers.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is written.</returns>
    /// <exception cref="JobException">It cannot be written.</exception>
    public static async Task WriteAsync(SourceTree tree, IEnumerable<KeptEntry> containers, CancellationToken cancellationToken)
    {
        try
        {
            await IgnoreAsync(tree, cancellationToken);
            var lines = containers
                .Select(entry => $"{entry.Commit} {entry.Id} {entry.ImageId} {entry.Storage}\n")
                .Order(StringComparer.Ordinal);
            await File.WriteAllTextAsync(Path.Combine(tree.Folder, FileName), string.Concat(lines), cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JobException($"{tree.Folder}: {FileName} cannot be written: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    private static async Task IgnoreAsync(SourceTree tree, CancellationToken cancellationToken)
    {
        if ((await GitAnswer.AskAsync(tree.Folder, cancellationToken, "check-ignore", "--quiet", FileName))!.Succeeded)
        {
            return;
        }

        var answer = (await GitAnswer.AskAsync(tree.Folder, cancellationToken, "rev-parse", "--git-path", "info/exclude"))!;
        var path = Path.GetFullPath(answer.Line, tree.Folder);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // gitignore(5): a leading slash means this folder, and a backslash takes a character as it is.
        var pattern = string.Concat(
            $"/{tree.Prefix}{FileName}".Select(character =>
                character is '*' or '?' or '[' or '\\' ? $"\\{character}" : character.ToString()
            )
        );
        var before = File.Exists(path) ? await File.ReadAllTextAsync(path, cancellationToken) : string.Empty;
        var gap = before.Length == 0 || before.EndsWith('\n') ? string.Empty : "\n";
        await File.AppendAllTextAsync(path, $"{gap}{pattern}\n", cancellationToken);
    }
}
