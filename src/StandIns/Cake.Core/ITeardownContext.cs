namespace Cake.Core;

/// <summary>What a teardown sees of the run that ends.</summary>
public interface ITeardownContext : ICakeContext
{
    bool Successful { get; }

    Exception? ThrownException { get; }
}
