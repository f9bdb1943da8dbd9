namespace Cake.Core.IO;

/// <summary>Has the place of the real one.</summary>
internal sealed class Registry : IRegistry;
