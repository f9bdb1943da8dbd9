using System.Globalization;
using Images.Definitions;
using Images.Engines;

namespace Images.Reporting.GitHub;

/// <summary>A remark at a line of a file, shown on the pull request.</summary>
/// <param name="Level"><c>error</c>, <c>warning</c> or <c>notice</c>.</param>
/// <param name="File">The file relative to the repository, or null.</param>
/// <param name="Line">Counted from 1, or null.</param>
/// <param name="Column">Counted from 1, or null.</param>
/// <param name="Title">A few words.</param>
/// <param name="Message">What is to be said; may have several lines.</param>
public sealed record Annotation(string Level, string? File, int? Line, int? Column, string Title, string Message)
{
    /// <summary>Makes the annotation of an error in a definition.</summary>
    /// <param name="error">The error.</param>
    /// <returns>An annotation at its place.</returns>
    public static Annotation Of(DefinitionError error) =>
        new("error", error.Location.File, error.Location.Line, error.Location.Column, "definition", error.Message);

    /// <summary>Writes the annotation as a workflow command.</summary>
    /// <returns>One line without its end.</returns>
    public override string ToString() =>
        WorkflowCommand.Write(
            Level,
            [
                new("file", File),
                new("line", Line?.ToString(CultureInfo.InvariantCulture)),
                new("col", Column?.ToString(CultureInfo.InvariantCulture)),
                new("title", ContainerText.HarmlessLine(Title)),
            ],
            ContainerText.Harmless(Message)
        );
}
