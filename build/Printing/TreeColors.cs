using Images.Planning;

namespace Images.Build.Printing;

/// <summary>Colours the parts of a graph's tree for a terminal.</summary>
internal static class TreeColors
{
    private const string Reset = "\u001b[0m";

    /// <summary>Colours a part.</summary>
    /// <param name="part">What it is.</param>
    /// <param name="text">Its text.</param>
    /// <returns>The text between escape sequences.</returns>
    public static string Paint(TreePart part, string text) =>
        part switch
        {
            TreePart.External => $"\u001b[36m{text}{Reset}",
            TreePart.Image => $"\u001b[1m{text}{Reset}",
            TreePart.Tags => $"\u001b[32m{text}{Reset}",
            _ => $"\u001b[2m{text}{Reset}",
        };
}
