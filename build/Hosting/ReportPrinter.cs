using System.Globalization;
using Cake.Core;
using Cake.Core.Diagnostics;

namespace Images.Build.Hosting;

/// <summary>Leaves out Cake's banners and its table of tasks, unless they are asked for.</summary>
/// <param name="output">Where to write.</param>
/// <param name="log">Knows how much is asked for.</param>
public sealed class ReportPrinter(Output output, ICakeLog log) : ICakeReportPrinter
{
    private bool IsVerbose => log.Verbosity >= Verbosity.Verbose;

    /// <inheritdoc/>
    public void Write(CakeReport report)
    {
        if (!IsVerbose)
        {
            return;
        }

        foreach (var entry in report)
        {
            var seconds = entry.Duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
            output.Log.WriteLine($"{entry.TaskName, -12} {seconds, 9} s  {entry.ExecutionStatus}");
        }
    }

    /// <inheritdoc/>
    public void WriteStep(string name, Verbosity verbosity) => WriteHeader(name);

    /// <inheritdoc/>
    public void WriteLifeCycleStep(string name, Verbosity verbosity) => WriteHeader(name);

    /// <inheritdoc/>
    public void WriteSkippedStep(string name, Verbosity verbosity) => WriteHeader($"{name} (skipped)");

    private void WriteHeader(string name)
    {
        if (IsVerbose)
        {
            output.Log.WriteLine($"== {name}");
        }
    }
}
