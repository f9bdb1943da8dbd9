using System.Diagnostics;
using Cake.Core.Diagnostics;

namespace Cake.Core;

/// <summary>Runs one task with its criterion, its setup and teardown, its error handler and what it does at last.</summary>
internal sealed class TaskRunner
{
    private readonly ICakeLog _log;
    private readonly Lifecycle _lifecycle;
    private readonly IExecution _execution;
    private readonly ICakeContext _context;
    private readonly CakeReport _report;

    internal TaskRunner(ICakeLog log, Lifecycle lifecycle, IExecution execution, ICakeContext context, CakeReport report)
    {
        _log = log;
        _lifecycle = lifecycle;
        _execution = execution;
        _context = context;
        _report = report;
    }

    /// <exception cref="CakeException">The target itself was skipped.</exception>
    internal void Run(CakeTask task, bool isTarget)
    {
        if (task.Criterion is null || task.Criterion(_context))
        {
            Execute(task);
        }
        else if (isTarget)
        {
            var reason = string.IsNullOrWhiteSpace(task.SkippedMessage) ? "" : ": " + task.SkippedMessage;
            throw new CakeException($"Could not reach target '{task.Name}' since it was skipped due to a criteria{reason}.");
        }
        else
        {
            Setup(task, skipped: true);
            _execution.Skip(task);
            Teardown(task, TimeSpan.Zero, skipped: true, thrown: null);
            _report.AddSkipped(task.Name, task.SkippedMessage ?? string.Empty);
        }
    }

    private void Execute(CakeTask task)
    {
        var watch = Stopwatch.StartNew();
        Setup(task, skipped: false);
        Exception? thrown = null;
        try
        {
            _execution.Execute(task, _context);
        }
        catch (Exception exception)
        {
            thrown = exception;
            _log.Error("An error occurred when executing task '{0}'.", task.Name);
            if (task.ErrorHandler is null)
            {
                throw;
            }

            Handle(task.ErrorHandler, exception);
        }
        finally
        {
            Finish(task, watch, thrown);
        }
    }

    private void Handle(Action<Exception> handler, Exception thrown)
    {
        try
        {
            handler(thrown);
        }
        catch (Exception another) when (another != thrown)
        {
            _log.Error("Error: {0}", thrown.Message);
            throw;
        }
    }

    private void Finish(CakeTask task, Stopwatch watch, Exception? thrown)
    {
        try
        {
            if (task.Finally is { } last)
            {
                _execution.Finally(last);
            }
        }
        finally
        {
            Teardown(task, watch.Elapsed, skipped: false, thrown);
            _execution.Completed(watch.Elapsed);
            if (thrown is not null)
            {
                _report.AddFailed(task.Name, watch.Elapsed);
            }
            else if (task.Action is null)
            {
                _report.AddDelegated(task.Name, watch.Elapsed);
            }
            else
            {
                _report.Add(task.Name, watch.Elapsed);
            }
        }
    }

    private void Setup(CakeTask task, bool skipped)
    {
        if (_lifecycle.TaskSetup is not { } setup)
        {
            return;
        }

        try
        {
            _execution.TaskSetup(setup, new TaskSetupContext(_context, task));
        }
        catch (Exception exception)
        {
            Teardown(task, TimeSpan.Zero, skipped, exception);
            throw;
        }
    }

    private void Teardown(CakeTask task, TimeSpan duration, bool skipped, Exception? thrown)
    {
        if (_lifecycle.TaskTeardown is not { } teardown)
        {
            return;
        }

        try
        {
            _execution.TaskTeardown(teardown, new TaskTeardownContext(_context, task, duration, skipped, thrown));
        }
#pragma warning disable CA1031 // Do not catch general exception types: the first error is the one that counts.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _log.Error("An error occurred in the custom task teardown action ({0}).", task.Name);
            if (thrown is null)
            {
                throw;
            }

            _log.Error("Task Teardown error ({0}): {1}", task.Name, exception.ToString());
        }
    }
}
