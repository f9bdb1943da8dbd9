namespace Images.Jobs.Staging;

/// <summary>What is to be computed.</summary>
/// <param name="Folder">The folder of the computation, or of a task, absolute.</param>
/// <param name="Shown">That folder as shown to people; empty for the current one.</param>
/// <param name="Storage">The folder of the file storage, absolute.</param>
/// <param name="Inputs">The files to compute with, absolute.</param>
/// <param name="IsDryRun">Whether nothing is computed or written.</param>
public sealed record ComputationRequest(string Folder, string Shown, string Storage, IReadOnlyList<string> Inputs, bool IsDryRun);
