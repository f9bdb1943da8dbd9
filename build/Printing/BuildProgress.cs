using Cake.Core.Diagnostics;
using Images.Build.CommandLine;
using Images.Build.Hosting;
using Images.Building;
using Images.Reporting.GitHub;

namespace Images.Build.Printing;

/// <summary>Shows a build in the form that was asked for, and keeps the log of each image.</summary>
internal sealed class BuildProgress : IProgress<ImageEvent>, IDisposable
{
    private readonly ProgressFanOut listeners;
    private readonly LogFiles logs;
    private readonly IDisposable? view;

    private BuildProgress(LogFiles logs, IProgress<ImageEvent>? view)
    {
        this.logs = logs;
        this.view = view as IDisposable;
        listeners = view is null ? new ProgressFanOut(logs) : new ProgressFanOut(logs, view);
    }

    /// <summary>Chooses the form: a live tree on a terminal, groups in a GitHub workflow, plain lines elsewhere.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="output">Where plain lines go.</param>
    /// <param name="total">The number of images.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The listener; dispose it when the build is over.</returns>
    public static BuildProgress For(Settings settings, Output output, int total, TimeProvider time)
    {
        var mode =
            settings.Verbosity <= Verbosity.Minimal && settings.Progress != ProgressMode.RawJson ? ProgressMode.Quiet : settings.Progress;
        var color = Terminal.HasColorInProgress(settings.Color);
        IProgress<ImageEvent>? view = mode switch
        {
            ProgressMode.Quiet => null,
            ProgressMode.Tty => new TreeProgress(new ConsoleTerminal(), total, time, color),
            ProgressMode.Auto when Terminal.CanDraw => new TreeProgress(new ConsoleTerminal(), total, time, color),
            ProgressMode.Auto when Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true" => new GroupedProgress(
                output.Log,
                time,
                color,
                LogGroup.Write
            ),
            ProgressMode.RawJson => new RawJsonProgress(output.Log),
            _ => new PlainProgress(output.Log.WriteLine, time, color),
        };
        return new BuildProgress(new LogFiles(settings.Root), view);
    }

    /// <inheritdoc/>
    public void Report(ImageEvent value) => listeners.Report(value);

    /// <inheritdoc/>
    public void Dispose()
    {
        view?.Dispose();
        logs.Dispose();
    }
}
