using System.Text;
using Images.Build.Hosting;
using Images.Reporting;
using Images.Reporting.GitHub;
using Images.Reporting.Html;

namespace Images.Build.Printing;

/// <summary>Hands out the report of a run: on the terminal, as files below artifacts/, to the workflow.</summary>
internal static class RunResults
{
    private const int MostPicture = 16 << 20;

    /// <summary>Writes everything.</summary>
    /// <param name="report">The run.</param>
    /// <param name="context">Knows where to, and in which form.</param>
    public static void Write(RunReport report, BuildContext context)
    {
        var folder = Directory.CreateDirectory(Path.Combine(context.Settings.Root, "artifacts")).FullName;
        var json = JsonReport.Write(report);
        File.WriteAllText(Path.Combine(folder, "report.json"), json);
        // Beside the table: the first XML of a process takes its time.
        var junit = Task.Run(() => File.WriteAllText(Path.Combine(folder, "junit.xml"), JUnitReport.Write(report)));
        var options = new ClosingOptions { Color = Terminal.HasColor(context.Settings.Color), Width = Terminal.Width };
        context.Output.Results.Write(context.Settings.Json ? json : ClosingText.Write(report, options));
        junit.GetAwaiter().GetResult();
        if (report.Details.Count > 0)
        {
            File.WriteAllText(Path.Combine(folder, "report.html"), Page(report, context.Settings.Root));
        }

        if (!context.InGitHubActions)
        {
            return;
        }

        foreach (var annotation in RunAnnotations.Of(report))
        {
            context.Output.Log.WriteLine(annotation);
        }

        if (Environment.GetEnvironmentVariable("GITHUB_OUTPUT") is { Length: > 0 } outputs)
        {
            File.AppendAllText(outputs, RunOutputs.Write(report), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }

        if (Environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY") is { Length: > 0 } summary)
        {
            File.AppendAllText(summary, StepSummary.Write(report), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
    }

    /// <summary>Writes the page of a run.</summary>
    /// <param name="report">The run.</param>
    /// <param name="root">The family's root.</param>
    /// <returns>HTML, with everything in it.</returns>
    public static string Page(RunReport report, string root) => HtmlReport.Write(report, path => Kept(root, path));

    // It may have been removed meanwhile; a page without a picture is a page all the same.
    private static byte[]? Kept(string root, string path)
    {
        try
        {
            var file = new FileInfo(Path.Combine(root, path));
            return file is { Exists: true, Length: <= MostPicture, LinkTarget: null } ? File.ReadAllBytes(file.FullName) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
