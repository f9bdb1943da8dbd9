namespace Images.BuildKit.Builds;

/// <summary>The root file system of the result, written to a directory here. Links never lead out of it; owners are not kept.</summary>
public sealed record DirectoryOutput(string Path) : BuildOutput;
