namespace Cake.Core;

/// <summary>How a step ended.</summary>
public enum CakeTaskExecutionStatus
{
    Executed = 0,
    Delegated = 1,
    Skipped = 2,
    Failed = 3,
}
