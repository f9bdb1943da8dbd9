using Cake.Core;

namespace Cake.Frosting;

/// <summary>A step of the build.</summary>
public interface IFrostingTask
{
    /// <summary>Why the task was skipped, printed behind the criterion; null for no reason.</summary>
    string? SkippedMessage => null;

    Task RunAsync(ICakeContext context);

    bool ShouldRun(ICakeContext context);

    void OnError(Exception exception, ICakeContext context);

    void Finally(ICakeContext context);
}
