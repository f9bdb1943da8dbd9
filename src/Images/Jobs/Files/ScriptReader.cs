using Images.Definitions;

namespace Images.Jobs.Files;

/// <summary>Reads the script of a job, a file or text in place, and finds what runs it.</summary>
/// <param name="values">The job's values.</param>
/// <param name="paths">Finds files.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class ScriptReader(DefinitionValues values, JobPaths paths, DefinitionErrors errors)
{
    /// <summary>Reads it.</summary>
    /// <returns>The script; null when there is none.</returns>
    public JobScript? Read()
    {
        var interpreter = values.Command("interpreter") switch
        {
            null => [],
            { IsShell: true } line => line.Arguments[0].Split(' ', StringSplitOptions.RemoveEmptyEntries),
            var list => list.Arguments,
        };
        if (values.Text("code") is { } code)
        {
            var extension = interpreter.Count > 0 ? JobScript.ExtensionOf(interpreter[0]) : string.Empty;
            return Complete(code.Value, extension, interpreter, code.Location);
        }

        return values.Text("script") is { } file && paths.Text(file) is { } text
            ? Complete(text, Path.GetExtension(file.Value).TrimStart('.'), interpreter, file.Location)
            : null;
    }

    private JobScript Complete(string text, string extension, IReadOnlyList<string> interpreter, SourceLocation location)
    {
        if (interpreter.Count == 0 && !text.StartsWith("#!", StringComparison.Ordinal))
        {
            if (JobScript.InterpreterOf(extension) is { } known)
            {
                interpreter = [known];
            }
            else
            {
                errors.Add(location, "what runs this script? add 'interpreter', such as python3, or a first line with '#!'");
            }
        }

        return new JobScript(text, extension, interpreter);
    }
}
