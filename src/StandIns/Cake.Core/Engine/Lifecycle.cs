namespace Cake.Core;

/// <summary>What runs around a run and around each of its tasks; null is nothing.</summary>
internal sealed class Lifecycle
{
    internal Action<ISetupContext>? Setup { get; init; }

    internal Action<ITeardownContext>? Teardown { get; init; }

    internal Action<ITaskSetupContext>? TaskSetup { get; init; }

    internal Action<ITaskTeardownContext>? TaskTeardown { get; init; }
}
