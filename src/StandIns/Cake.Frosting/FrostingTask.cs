using Cake.Core;

namespace Cake.Frosting;

/// <summary>The same on the plain context.</summary>
public abstract class FrostingTask : FrostingTask<ICakeContext>;
