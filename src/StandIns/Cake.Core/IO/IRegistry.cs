namespace Cake.Core.IO;

/// <summary>The registry of Windows; the subset calls nothing of it.</summary>
public interface IRegistry;
