namespace Images.Registry.References;

/// <summary>What an image runs on, such as <c>linux/amd64</c> or <c>linux/arm/v7</c> (OCI image specification, "Image Index").</summary>
/// <param name="Os">The operating system.</param>
/// <param name="Architecture">The processor, in Go's names.</param>
/// <param name="Variant">The processor's variant, or null.</param>
public sealed record Platform(string Os, string Architecture, string? Variant = null)
{
    /// <summary>Reads <c>os/architecture[/variant]</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The platform; null when the text is none.</returns>
    public static Platform? TryParse(string text) =>
        text.Split('/') switch
        {
            [{ Length: > 0 } os, { Length: > 0 } architecture] => new Platform(os, architecture),
            [{ Length: > 0 } os, { Length: > 0 } architecture, { Length: > 0 } variant] => new Platform(os, architecture, variant),
            _ => null,
        };

    /// <summary>Says whether two platforms are one; a variant that is left out is the usual one of its processor.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True when an image of one is an image of the other.</returns>
    public bool IsSameAs(Platform other) =>
        (Os, Architecture) == (other.Os, other.Architecture) && (Variant ?? Usual) == (other.Variant ?? other.Usual);

    /// <inheritdoc/>
    public override string ToString() => Variant is null ? $"{Os}/{Architecture}" : $"{Os}/{Architecture}/{Variant}";

    private string Usual =>
        Architecture switch
        {
            "arm" => "v7",
            "arm64" => "v8",
            "amd64" => "v1",
            _ => string.Empty,
        };
}
