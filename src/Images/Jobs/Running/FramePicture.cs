using Images.Jobs.Pictures;

namespace Images.Jobs.Running;

/// <summary>The picture of one frame in the output folder.</summary>
internal static class FramePicture
{
    /// <summary>Brings the picture into its format where the renderer has another, and describes it.</summary>
    /// <param name="job">The job, with pictures.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The picture; nothing when there is none.</returns>
    /// <exception cref="JobException">It cannot be read or written.</exception>
    public static async Task<IReadOnlyList<JobOutput>> FinishAsync(JobDefinition job, int frame, CancellationToken cancellationToken)
    {
        var path = Path.Combine(job.Output!, job.Pictures!.Of(frame));
        try
        {
            if (job.Scene is not null && SceneCommand.Raw(job, frame) is { } raw && IsFile(Path.Combine(job.Output!, raw)))
            {
                var source = Path.Combine(job.Output!, raw);
                var picture = PortablePixmap.Read(await File.ReadAllBytesAsync(source, cancellationToken));
                File.Delete(path);
                await File.WriteAllBytesAsync(path, PngWriter.Write(picture), cancellationToken);
                File.Delete(source);
            }

            if (!IsFile(path))
            {
                return [];
            }

            await using var stream = File.OpenRead(path);
            var digest = await System.Security.Cryptography.SHA256.HashDataAsync(stream, cancellationToken);
            return [new JobOutput(Path.GetFileName(path), stream.Length, $"sha256:{Convert.ToHexStringLower(digest)}")];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new JobException($"{job.Name}: its picture {path} cannot be used: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    /// <summary>Says whether a frame's picture is there whole.</summary>
    /// <param name="job">The job, with pictures.</param>
    /// <param name="frame">The frame.</param>
    /// <returns>When it was made; null when it is not there, or only a part of it.</returns>
    public static DateTime? MadeAt(JobDefinition job, int frame)
    {
        var file = new FileInfo(Path.Combine(job.Output!, job.Pictures!.Of(frame)));
        if (!IsFile(file.FullName) || file.Length == 0)
        {
            return null;
        }

        return job.Pictures.Extension.Equals("png", StringComparison.OrdinalIgnoreCase) && !PngReader.IsWhole(file.FullName)
            ? null
            : file.LastWriteTimeUtc;
    }

    private static bool IsFile(string path) => new FileInfo(path) is { Exists: true, LinkTarget: null };
}
