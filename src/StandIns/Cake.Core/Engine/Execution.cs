using System.Globalization;
using Cake.Core.Diagnostics;

namespace Cake.Core;

/// <summary>Carries the steps out, each under its header.</summary>
internal sealed class Execution : IExecution
{
    private readonly ICakeLog _log;
    private readonly ICakeReportPrinter _printer;

    internal Execution(ICakeLog log, ICakeReportPrinter printer)
    {
        _log = log;
        _printer = printer;
    }

    public void Setup(Action<ISetupContext> action, ISetupContext context)
    {
        _printer.WriteLifeCycleStep("Setup", _log.Verbosity);
        _log.Verbose("Executing custom setup action...");
        action(context);
    }

    public void Teardown(Action<ITeardownContext> action, ITeardownContext context)
    {
        _printer.WriteLifeCycleStep("TearDown", _log.Verbosity);
        _log.Verbose("Executing custom teardown action...");
        action(context);
    }

    public void TaskSetup(Action<ITaskSetupContext> action, ITaskSetupContext context)
    {
        _log.Debug("Executing custom task setup action ({0})...", context.Task.Name);
        action(context);
    }

    public void TaskTeardown(Action<ITaskTeardownContext> action, ITaskTeardownContext context)
    {
        _log.Debug("Executing custom task teardown action ({0})...", context.Task.Name);
        action(context);
    }

    public void Execute(CakeTask task, ICakeContext context)
    {
        _printer.WriteStep(task.Name, _log.Verbosity);
        _log.Verbose("Executing task: {0}", task.Name);
        task.Action?.Invoke(context).GetAwaiter().GetResult();
        _log.Verbose("Finished executing task: {0}", task.Name);
    }

    public void Skip(CakeTask task)
    {
        _printer.WriteSkippedStep(task.Name, _log.Verbosity);
        _log.Verbose("Skipping task: {0}", string.IsNullOrWhiteSpace(task.SkippedMessage) ? task.Name : task.SkippedMessage);
    }

    public void Finally(Action action) => action();

    public void Completed(TimeSpan duration) => _log.Verbose("Completed in {0}", duration.ToString("c", CultureInfo.InvariantCulture));
}
