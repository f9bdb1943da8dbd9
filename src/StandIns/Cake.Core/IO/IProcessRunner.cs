namespace Cake.Core.IO;

/// <summary>Starts processes; the subset calls nothing of it.</summary>
public interface IProcessRunner;
