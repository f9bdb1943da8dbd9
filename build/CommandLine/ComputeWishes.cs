namespace Images.Build.CommandLine;

/// <summary>What <c>compute</c> is to do.</summary>
/// <param name="Folder">The computation's folder, absolute.</param>
/// <param name="Shown">That folder as the user wrote it; empty when it is the current one.</param>
/// <param name="Storage">The folder of the file storage, absolute; empty when only the Dockerfile is wanted.</param>
/// <param name="Inputs">The files to compute with, absolute.</param>
/// <param name="PrintsDockerfile">Whether the set-up is printed as a Dockerfile, and nothing is computed.</param>
public sealed record ComputeWishes(string Folder, string Shown, string Storage, IReadOnlyList<string> Inputs, bool PrintsDockerfile);
