namespace Cake.Core;

/// <summary>What a teardown is handed.</summary>
internal sealed class TeardownContext : CakeContextAdapter, ITeardownContext
{
    internal TeardownContext(ICakeContext context, Exception? thrownException)
        : base(context) => ThrownException = thrownException;

    public bool Successful => ThrownException is null;

    public Exception? ThrownException { get; }
}
