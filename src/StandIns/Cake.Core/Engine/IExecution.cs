namespace Cake.Core;

/// <summary>How the steps of a run are carried out, or only told.</summary>
internal interface IExecution
{
    void Setup(Action<ISetupContext> action, ISetupContext context);

    void Teardown(Action<ITeardownContext> action, ITeardownContext context);

    void TaskSetup(Action<ITaskSetupContext> action, ITaskSetupContext context);

    void TaskTeardown(Action<ITaskTeardownContext> action, ITaskTeardownContext context);

    void Execute(CakeTask task, ICakeContext context);

    void Skip(CakeTask task);

    void Finally(Action action);

    void Completed(TimeSpan duration);
}
