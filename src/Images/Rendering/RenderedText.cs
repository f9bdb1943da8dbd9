namespace Images.Rendering;

/// <summary>A file as rendering gives it.</summary>
/// <param name="Path">Relative to the family's root, forward slashes.</param>
/// <param name="Text">What is in it, LF line ends.</param>
/// <param name="VariantId">The variant that it belongs to, or the first of several.</param>
internal sealed record RenderedText(string Path, string Text, string VariantId);
