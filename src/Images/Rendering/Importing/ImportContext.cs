using Images.BuildKit.Contexts;
using Images.BuildKit.Errors;

namespace Images.Rendering.Importing;

/// <summary>Copies what Dockerfiles can reach of their contexts.</summary>
internal static class ImportContext
{
    /// <summary>Copies the files of a target; modes and links stay as they are.</summary>
    /// <param name="file">The target's Dockerfile.</param>
    /// <param name="folder">Where to, absolute.</param>
    /// <param name="cancellation">Stops the copying between two files.</param>
    /// <returns>False when another target has put another file in the place of one.</returns>
    /// <exception cref="ImportException">A source is not there, or cannot be read.</exception>
    public static bool Copy(ImportedDockerfile file, string folder, CancellationToken cancellation)
    {
        var sources = CopySources.Of(string.Join('\n', file.Lines));
        if (sources.Count == 0)
        {
            return true;
        }

        var context = new DirectoryContext(file.Target.Context);
        try
        {
            var reached = ContextFiles.Reached(context, sources).ToList();
            foreach (var source in sources.Where(source => source.Length > 0 && source.AsSpan().IndexOfAny('*', '?', '[') < 0))
            {
                var path = Path.GetRelativePath("/", Path.GetFullPath(source, "/"));
                if (
                    path != "."
                    && !reached.Exists(entry => entry.Path == path || entry.Path.StartsWith($"{path}/", StringComparison.Ordinal))
                )
                {
                    throw new ImportException(
                        file.Target.Place,
                        $"'{source}' is not in the context {file.Target.Context}; name the folder that it is built in with --context"
                    );
                }
            }

            return reached.TrueForAll(entry => Copy(context, entry, folder, cancellation));
        }
        catch (BuildContextException error)
        {
            throw new ImportException(file.Target.Place, error.Message);
        }
    }

    private static bool Copy(DirectoryContext context, ContextFile file, string folder, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var path = Path.Combine(folder, file.Path);
        switch (file.Entry.Kind)
        {
            case ContextEntryKind.Directory:
                Directory.CreateDirectory(path);
                return true;
            case ContextEntryKind.SymbolicLink:
                if (!Path.Exists(path) && new FileInfo(path).LinkTarget is null)
                {
                    File.CreateSymbolicLink(path, file.Entry.LinkTarget!);
                }

                return new FileInfo(path).LinkTarget == file.Entry.LinkTarget;
            case ContextEntryKind.File when File.Exists(path):
                using (var known = File.OpenRead(path))
                using (var other = context.Open(file.Path, file.Entry))
                {
                    return IsSame(known, other);
                }

            case ContextEntryKind.File:
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                using (var from = context.Open(file.Path, file.Entry))
                using (var to = File.Create(path))
                {
                    from.CopyTo(to);
                }

                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(path, file.Entry.Mode);
                }

                return true;
            default:
                return true;
        }
    }

    private static bool IsSame(Stream first, Stream second)
    {
        var (left, right) = (new byte[64 * 1024], new byte[64 * 1024]);
        while (true)
        {
            var count = first.ReadAtLeast(left, left.Length, throwOnEndOfStream: false);
            if (
                count != second.ReadAtLeast(right, right.Length, throwOnEndOfStream: false)
                || !left.AsSpan(0, count).SequenceEqual(right.AsSpan(0, count))
            )
            {
                return false;
            }

            if (count < left.Length)
            {
                return true;
            }
        }
    }
}
