namespace Cake.Core.Tooling;

/// <summary>Finds tools; the subset calls nothing of it.</summary>
public interface IToolLocator;
