using Cake.Core.Diagnostics;

namespace Cake.Core;

/// <summary>Numbers the tasks that would run; setup and teardown of the run are carried out.</summary>
internal sealed class DryExecution : IExecution
{
    private readonly ICakeLog _log;
    private int _count;

    internal DryExecution(ICakeLog log) => _log = log;

    public void Setup(Action<ISetupContext> action, ISetupContext context) => action(context);

    public void Teardown(Action<ITeardownContext> action, ITeardownContext context) => action(context);

    public void TaskSetup(Action<ITaskSetupContext> action, ITaskSetupContext context) { }

    public void TaskTeardown(Action<ITaskTeardownContext> action, ITaskTeardownContext context) { }

    public void Execute(CakeTask task, ICakeContext context) => _log.Information("{0}. {1}", ++_count, task.Name);

    public void Skip(CakeTask task) { }

    public void Finally(Action action) { }

    public void Completed(TimeSpan duration) { }
}
