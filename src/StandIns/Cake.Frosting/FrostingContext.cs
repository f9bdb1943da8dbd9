using Cake.Core;

namespace Cake.Frosting;

/// <summary>A context to derive from.</summary>
public class FrostingContext : CakeContextAdapter, IFrostingContext
{
    public FrostingContext(ICakeContext context)
        : base(context) { }
}
