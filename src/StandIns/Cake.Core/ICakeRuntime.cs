namespace Cake.Core;

/// <summary>The runtime; the subset reads nothing of it.</summary>
public interface ICakeRuntime;
