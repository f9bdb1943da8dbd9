namespace Cake.Core.IO;

/// <summary>Marks a path of a kind; the subset calls nothing of it.</summary>
public interface IPath<T>;
