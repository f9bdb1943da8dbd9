using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Frosting.Tests;

/// <summary>Keeps what the package's printer would print.</summary>
internal sealed class RecordingPrinter : ICakeReportPrinter
{
    internal List<string> Lines { get; } = [];

    public void Write(CakeReport report) => Lines.AddRange(report.Select(row => $"{row.ExecutionStatus} {row.TaskName}"));

    public void WriteStep(string name, Verbosity verbosity) => Lines.Add("step " + name);

    public void WriteLifeCycleStep(string name, Verbosity verbosity) => Lines.Add("life cycle " + name);

    public void WriteSkippedStep(string name, Verbosity verbosity) => Lines.Add("skipped " + name);
}
