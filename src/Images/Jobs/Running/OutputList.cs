using System.Security.Cryptography;
using Images.BuildKit.Contexts;
using Images.BuildKit.Errors;
using Images.Definitions;

namespace Images.Jobs.Running;

/// <summary>Lists what is in a folder of results, whatever a job has put there.</summary>
internal static class OutputList
{
    /// <summary>Reads every file once. Links are named, never followed; pipes are not waited for.</summary>
    /// <param name="folder">The folder; it may not be there.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <returns>The files, by path in ordinal order.</returns>
    /// <exception cref="JobException">A file cannot be read.</exception>
    public static async Task<IReadOnlyList<JobOutput>> OfAsync(string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var outputs = new List<JobOutput>();
        try
        {
            await AddAsync(outputs, new DirectoryContext(folder), string.Empty, cancellationToken);
        }
        catch (Exception error) when (error is BuildContextException or IOException or UnauthorizedAccessException)
        {
            throw new JobException($"{folder}: the results cannot be listed: {error.Message}", error);
        }

        return [.. outputs.OrderBy(output => output.Path, StringComparer.Ordinal)];
    }

    /// <summary>Sums up a folder while something writes into it.</summary>
    /// <param name="folder">The folder; it may not be there.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <returns>The files' lengths in bytes.</returns>
    public static long Bytes(string folder, CancellationToken cancellationToken)
    {
        var sum = 0L;
        try
        {
            foreach (var file in FileWalk.Files(folder, skipsUnreadable: true).Select(static path => new FileInfo(path)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                sum += file.LinkTarget is null ? file.Length : 0;
            }
        }
        catch (IOException)
        {
            // Something went in this moment; the next look counts it right.
        }

        return sum;
    }

    private static async Task AddAsync(
        List<JobOutput> outputs,
        DirectoryContext files,
        string directory,
        CancellationToken cancellationToken
    )
    {
        foreach (var entry in files.List(directory))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = directory.Length == 0 ? entry.Name : $"{directory}/{entry.Name}";
            switch (entry.Kind)
            {
                case ContextEntryKind.Directory:
                    await AddAsync(outputs, files, path, cancellationToken);
                    break;
                case ContextEntryKind.File:
                    await using (var stream = files.Open(path, entry))
                    {
                        var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
                        outputs.Add(new JobOutput(path, entry.Size, $"sha256:{digest}"));
                    }

                    break;
                default:
                    outputs.Add(new JobOutput(path, 0, null));
                    break;
            }
        }
    }
}
