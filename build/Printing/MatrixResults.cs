using System.Globalization;
using System.Text;
using Images.Build.Hosting;
using Images.Building;
using Images.Planning.Matrices;
using Images.Reporting.GitHub;

namespace Images.Build.Printing;

/// <summary>Prints a matrix, and in a workflow hands it to the jobs that follow.</summary>
internal static class MatrixResults
{
    // GitHub's limit for the outputs of one job.
    private const int MostBytes = 1_000_000;

    /// <summary>Writes the matrix.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="context">Knows where to, and in which form.</param>
    /// <exception cref="RunFailedException">It is larger than GitHub takes.</exception>
    public static void Write(BuildMatrix matrix, BuildContext context)
    {
        context.Output.Results.Write(context.Settings.Json ? matrix.ToJson() : Text(matrix));
        if (context.InGitHubActions && Environment.GetEnvironmentVariable("GITHUB_OUTPUT") is { Length: > 0 } file)
        {
            File.AppendAllText(file, Outputs(matrix), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
    }

    /// <summary>
    /// Writes the outputs of a workflow's step: <c>has-changes</c>, <c>layers</c> (how many), and <c>layer-0</c>, <c>layer-1</c> and so on,
    /// each to be put through <c>fromJSON</c> into <c>strategy.matrix</c>.
    /// </summary>
    /// <param name="matrix">The matrix.</param>
    /// <returns>The text to append to GITHUB_OUTPUT.</returns>
    /// <exception cref="RunFailedException">It is larger than GitHub takes.</exception>
    internal static string Outputs(BuildMatrix matrix)
    {
        var text = new StringBuilder();
        text.Append(OutputEntry.Write("has-changes", matrix.HasChanges ? "true" : "false"));
        text.Append(OutputEntry.Write("layers", matrix.Layers.Count.ToString(CultureInfo.InvariantCulture)));
        foreach (var layer in matrix.Layers)
        {
            text.Append(OutputEntry.Write($"layer-{layer.Layer}", layer.ToStrategy()));
        }

        var bytes = Encoding.UTF8.GetByteCount(text.ToString());
        return bytes <= MostBytes
            ? text.ToString()
            : throw new RunFailedException(
                $"the matrix has {bytes} bytes, and GitHub takes {MostBytes} of one job; select fewer variants, such as with --changed-since"
            );
    }

    private static string Text(BuildMatrix matrix)
    {
        if (!matrix.HasChanges)
        {
            return "nothing to build\n";
        }

        var table = new Table("LAYER", "JOB", "WORK", "COMMAND");
        foreach (var layer in matrix.Layers)
        {
            foreach (var entry in layer.Include)
            {
                table.Add(
                    layer.Layer.ToString(CultureInfo.InvariantCulture),
                    entry.Name,
                    Quantity.Duration(TimeSpan.FromSeconds(entry.Seconds)),
                    entry.Command
                );
            }
        }

        using var writer = new StringWriter { NewLine = "\n" };
        table.Write(writer);
        var jobs = matrix.Layers.Sum(layer => layer.Include.Count);
        writer.WriteLine(
            $"\n{Amount.Count(matrix.Variants, "variant")} in {Amount.Count(jobs, "job")} of {Amount.Count(matrix.Layers.Count, "layer")}; the work is estimated."
        );
        return writer.ToString();
    }
}
