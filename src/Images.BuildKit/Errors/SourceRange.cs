namespace Images.BuildKit.Errors;

/// <summary>A place in a file that the engine read, usually the Dockerfile. Lines count from 1; the end is inclusive.</summary>
public sealed record SourceRange(string FileName, int StartLine, int EndLine);
