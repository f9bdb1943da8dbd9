using Cake.Core;

namespace Cake.Frosting;

/// <summary>The one context that the tasks of a program share.</summary>
public interface IFrostingContext : ICakeContext;
