namespace Images.Definitions;

/// <summary>A value and the place where it was written.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="Value">The effective value, with <c>{{ axis }}</c> replaced.</param>
/// <param name="Location">Where it was written; for an inherited value, in the file it was inherited from.</param>
public sealed record Located<T>(T Value, SourceLocation Location);
