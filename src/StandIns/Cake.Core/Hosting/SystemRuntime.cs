namespace Cake.Core;

/// <summary>The runtime of the process.</summary>
internal sealed class SystemRuntime : ICakeRuntime;
