using Images.Jobs.Pictures;

namespace Images.Jobs.Lists;

/// <summary>Makes the contact sheet of a job's frames.</summary>
public static class FrameSheet
{
    /// <summary>The sheet's name in the output folder.</summary>
    public const string FileName = "contact-sheet.png";

    /// <summary>Makes it of the pictures that are there.</summary>
    /// <param name="job">The job, with all of its frames.</param>
    /// <returns>Its path; null when the job wants none, or there are no PNG pictures.</returns>
    /// <exception cref="JobException">It cannot be written.</exception>
    public static string? Make(JobDefinition job)
    {
        if (!job.HasSheet || job.Frames.Count < 2 || job is not { Pictures: { } pictures, Output: { } folder })
        {
            return null;
        }

        if (
            ContactSheet.Make([.. job.Frames.Select(frame => (Func<Picture?>)(() => Read(Path.Combine(folder, pictures.Of(frame)))))])
            is not { } sheet
        )
        {
            return null;
        }

        var path = Path.Combine(folder, FileName);
        try
        {
            File.Delete(path);
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            file.Write(PngWriter.Write(sheet));
            return path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JobException($"{job.Name}: the contact sheet cannot be written: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    private static Picture? Read(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, LinkTarget: null } ? PngReader.Read(File.ReadAllBytes(path)) : null;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
