using System.Formats.Tar;
using Images.Building.Revisions;

namespace Images.Jobs.Staging;

/// <summary>Writes the files of a commit to a folder, those of its submodules included.</summary>
internal static class SourceExport
{
    private const string SubmoduleMode = "160000";

    /// <summary>Writes them, unless they are there already: they appear all at once.</summary>
    /// <param name="tree">The commit.</param>
    /// <param name="folder">The folder, whose parent is there.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When they are there.</returns>
    /// <exception cref="JobException">git or the disk refuses.</exception>
    public static async Task WriteAsync(SourceTree tree, string folder, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var passing = folder + ".new";
        try
        {
            if (Directory.Exists(passing))
            {
                Directory.Delete(passing, recursive: true);
            }

            await WriteAsync(tree.Top, tree.Commit, passing, cancellationToken);
            Directory.Move(passing, folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new JobException($"{folder}: the commit's files cannot be written: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    private static async Task WriteAsync(string repository, string commit, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        using var git = GitProcess.Start(repository, "archive", "--format=tar", commit)!;
        git.StandardInput.Close();
        try
        {
            await using var tar = new TarReader(git.StandardOutput.BaseStream);
            while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
            {
                await WriteAsync(entry, Path.Combine(folder, entry.Name), cancellationToken);
            }
        }
        catch (Exception error) when (error is EndOfStreamException or InvalidDataException)
        {
            // git has ended without an archive: its exit code is what counts.
        }
        catch
        {
            git.Kill();
            throw;
        }

        await git.WaitForExitAsync(cancellationToken);
        if (git.ExitCode != 0)
        {
            throw new JobException(
                $"{repository}: git has no commit {commit} there; if it is a submodule, run 'git submodule update --init --recursive'"
            );
        }

        var listed = (await GitAnswer.AskAsync(repository, cancellationToken, "ls-tree", "-r", "-z", commit))!;
        foreach (var line in listed.Parts.Where(line => line.StartsWith(SubmoduleMode, StringComparison.Ordinal)))
        {
            var (path, id) = (line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..], line.Split(' ', '\t')[2]);
            await WriteAsync(Path.Combine(repository, path), id, Path.Combine(folder, path), cancellationToken);
        }
    }

    private static async Task WriteAsync(TarEntry entry, string path, CancellationToken cancellationToken)
    {
        switch (entry.EntryType)
        {
            case TarEntryType.Directory:
                Directory.CreateDirectory(path);
                break;
            case TarEntryType.SymbolicLink:
                File.CreateSymbolicLink(path, entry.LinkName);
                break;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile:
                await entry.ExtractToFileAsync(path, overwrite: true, cancellationToken);
                break;
            default:
                // The header that names the commit.
                break;
        }
    }
}
