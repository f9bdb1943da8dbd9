using Images.Definitions;
using Images.Definitions.Syntax;

namespace Images.Rendering.Importing;

/// <summary>Names for what is imported.</summary>
internal static class ImportNames
{
    /// <summary>Makes a text the name of an image.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Lower-case letters and digits, with dots and dashes between them; <c>image</c> when none is in it.</returns>
    public static string Image(string text)
    {
        var plain = new string([
            .. text.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' ? letter : '-'),
        ]);
        var name = string.Join('-', plain.Split(['-', '_'], StringSplitOptions.RemoveEmptyEntries)).Trim('.');
        return ImageReference.IsPathComponent(name) ? name : "image";
    }

    /// <summary>Makes a text the name of an axis.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>A name that templates may use.</returns>
    public static string Axis(string text)
    {
        var plain = new string([.. text.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')]).Trim('_');
        var name = plain.Length == 0 || char.IsAsciiDigit(plain[0]) ? $"a{plain}" : plain;
        return AxisNames.Problem(name) is null ? name
            : name == "version" ? "release"
            : $"{name}_value";
    }

    /// <summary>Splits a reference.</summary>
    /// <param name="reference">Such as <c>ghcr.io/acme/r:4.6</c>.</param>
    /// <returns>What stands before the last component of the repository, that component, and the tag.</returns>
    public static (string Registry, string Name, string Tag) Split(string reference)
    {
        var colon = reference.LastIndexOf(':') is var last && last > reference.LastIndexOf('/') ? last : -1;
        var (repository, tag) = colon < 0 ? (reference, "latest") : (reference[..colon], reference[(colon + 1)..]);
        var slash = repository.LastIndexOf('/');
        return (slash < 0 ? string.Empty : repository[..slash], repository[(slash + 1)..], tag);
    }
}
