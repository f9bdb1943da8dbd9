using Images.Definitions;

namespace Images.Jobs.Files;

/// <summary>Finds the files and folders that a job file names: below its own folder, also when links are followed.</summary>
/// <param name="path">The job file's absolute path.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class JobPaths(string path, DefinitionErrors errors)
{
    private readonly string folder = Path.GetDirectoryName(path)!;

    /// <summary>Finds a folder.</summary>
    /// <param name="text">Its path as written; null: none.</param>
    /// <param name="mustExist">Whether it must be there.</param>
    /// <returns>Its absolute path; null when it is none.</returns>
    public string? Folder(Located<string>? text, bool mustExist)
    {
        if (Find(text) is not { } found)
        {
            return null;
        }

        if (File.Exists(found))
        {
            errors.Add(text!.Location, $"{TextProblems.Quote(text.Value)} is a file; name a folder");
            return null;
        }

        if (mustExist && !Directory.Exists(found))
        {
            errors.Add(text!.Location, $"there is no folder {TextProblems.Quote(text.Value)} beside the job file");
            return null;
        }

        return found;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="text">Its path as written.</param>
    /// <returns>Its text; null when it cannot be read.</returns>
    public string? Text(Located<string> text)
    {
        if (Find(text) is not { } found)
        {
            return null;
        }

        try
        {
            return File.ReadAllText(found);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            errors.Add(text.Location, $"there is no file {TextProblems.Quote(text.Value)} beside the job file");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            errors.Add(text.Location, $"cannot be read: {error.Message.ReplaceLineEndings(" ")}");
        }

        return null;
    }

    /// <summary>Names a folder that nobody wrote down.</summary>
    /// <param name="below">Its path below the job file's folder.</param>
    /// <returns>Its absolute path.</returns>
    public string Default(string below) => Path.Combine(folder, below);

    private string? Find(Located<string>? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            var found = RealPath.Of(Path.GetFullPath(text.Value, folder));
            if (found == RealPath.Of(folder) || RealPath.IsInside(found, RealPath.Of(folder)))
            {
                return found;
            }

            errors.Add(
                text.Location,
                $"{TextProblems.Quote(text.Value)} is a link that leads out of the job file's folder; name it on the command line"
            );
        }
        catch (IOException error)
        {
            errors.Add(text.Location, $"cannot be looked at: {error.Message.ReplaceLineEndings(" ")}");
        }

        return null;
    }
}
