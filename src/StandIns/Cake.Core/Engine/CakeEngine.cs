using System.Diagnostics;
using Cake.Core.Diagnostics;

namespace Cake.Core;

/// <summary>Runs targets: setup, the tasks in their order, teardown.</summary>
internal sealed class CakeEngine
{
    private readonly ICakeLog _log;
    private readonly IReadOnlyList<CakeTask> _tasks;
    private readonly Lifecycle _lifecycle;

    internal CakeEngine(ICakeLog log, IReadOnlyList<CakeTask> tasks, Lifecycle lifecycle)
    {
        _log = log;
        _tasks = tasks;
        _lifecycle = lifecycle;
    }

    /// <summary>Runs the targets one after the other.</summary>
    /// <exception cref="CakeReportException">A step failed.</exception>
    /// <exception cref="CakeException">A target is unknown or in a circle.</exception>
    internal CakeReport Run(ICakeContext context, IExecution execution, IReadOnlyList<string> targets, bool exclusive)
    {
        var graph = new TaskGraph(_tasks);
        var missing = targets.Where(target => !graph.Contains(target)).ToList();
        if (missing.Count > 0)
        {
            var names = string.Join(", ", missing.Select(name => $"'{name}'"));
            throw new CakeException(
                $"The target{(missing.Count > 1 ? "s" : "")} {names} {(missing.Count > 1 ? "were" : "was")} not found."
            );
        }

        var orders = targets.Select(graph.Traverse).ToList();
        var report = new CakeReport();
        Exception? thrown = null;
        try
        {
            Setup(context, execution, orders[0], report);
            var runner = new TaskRunner(_log, _lifecycle, execution, context, report);
            foreach (var order in orders)
            {
                for (var index = exclusive ? order.Count - 1 : 0; index < order.Count; index++)
                {
                    runner.Run(order[index], isTarget: index == order.Count - 1);
                }
            }
        }
#pragma warning disable CA1031 // Do not catch general exception types: whatever a step threw goes on behind the teardown.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            thrown = exception;
        }

        Teardown(context, execution, report, thrown);
        return thrown is null ? report : throw new CakeReportException(report, thrown);
    }

    private void Setup(ICakeContext context, IExecution execution, IReadOnlyList<CakeTask> order, CakeReport report)
    {
        if (_lifecycle.Setup is { } setup)
        {
            var watch = Stopwatch.StartNew();
            execution.Setup(setup, new SetupContext(context, order[^1], order));
            report.Add("Setup", CakeReportEntryCategory.Setup, watch.Elapsed);
        }
    }

    private void Teardown(ICakeContext context, IExecution execution, CakeReport report, Exception? thrown)
    {
        if (_lifecycle.Teardown is not { } teardown)
        {
            return;
        }

        var watch = Stopwatch.StartNew();
        try
        {
            execution.Teardown(teardown, new TeardownContext(context, thrown));
        }
#pragma warning disable CA1031 // Do not catch general exception types: the first error is the one that counts.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _log.Error("An error occurred in a custom teardown action.");
            if (thrown is null)
            {
                throw;
            }

            _log.Error("Teardown error: {0}", exception.ToString());
        }

        report.Add("Teardown", CakeReportEntryCategory.Teardown, watch.Elapsed);
    }
}
