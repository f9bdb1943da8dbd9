using Cake.Core;

namespace Cake.Frosting;

/// <summary>Runs after each task.</summary>
public interface IFrostingTaskTeardown
{
    void Teardown(ICakeContext context, ITaskTeardownContext info);
}
