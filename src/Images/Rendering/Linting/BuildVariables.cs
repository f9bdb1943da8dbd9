using System.Text.RegularExpressions;

namespace Images.Rendering.Linting;

/// <summary>Puts the values of ARG and ENV into an instruction's arguments, as far as the Dockerfile alone tells them.</summary>
internal static partial class BuildVariables
{
    /// <summary>Replaces variables by their values.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">Where it stands.</param>
    /// <param name="instruction">The instruction it stands in.</param>
    /// <returns>The text; a variable that is not known stays as it is.</returns>
    public static string Expand(string text, LintedDockerfile file, DockerfileInstruction instruction)
    {
        return text.Contains('$', StringComparison.Ordinal) ? Expand(text, ValuesAt(file, instruction)) : text;
    }

    /// <summary>Replaces variables by their values.</summary>
    /// <param name="text">The text.</param>
    /// <param name="values">The values that are known.</param>
    /// <returns>The text; a variable that is not known and has no default stays as it is.</returns>
    public static string Expand(string text, IReadOnlyDictionary<string, string> values) =>
        Variable()
            .Replace(
                text,
                match =>
                    values.GetValueOrDefault(match.Groups["name"].Value) is { } value ? value
                    : match.Groups["default"].Success ? match.Groups["default"].Value
                    : match.Value
            );

    private static Dictionary<string, string> ValuesAt(LintedDockerfile file, DockerfileInstruction instruction)
    {
        var stage = instruction.Keyword == "FROM" ? -1 : instruction.Stage;
        var globals = new Dictionary<string, string>(StringComparer.Ordinal);
        var locals = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in file.Instructions.Where(setting => setting.Keyword is "ARG" or "ENV"))
        {
            var scope = setting.Stage == -1 ? globals : locals;
            if (setting.Stage != -1 && (setting.Stage != stage || setting.FirstLine > instruction.FirstLine))
            {
                continue;
            }

            foreach (var (name, value) in DockerfileWords.Variables(setting))
            {
                if ((value ?? globals.GetValueOrDefault(name)) is { } known)
                {
                    scope[name] = known;
                }
            }
        }

        return stage == -1 ? globals : locals;
    }

    [GeneratedRegex(@"\$(?:(?<name>[A-Za-z_][A-Za-z0-9_]*)|\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?::?-(?<default>[^}]*))?\})")]
    private static partial Regex Variable();
}
