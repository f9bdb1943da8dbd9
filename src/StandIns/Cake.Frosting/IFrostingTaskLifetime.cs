namespace Cake.Frosting;

/// <summary>Setup and teardown of tasks in one.</summary>
public interface IFrostingTaskLifetime : IFrostingTaskSetup, IFrostingTaskTeardown;
