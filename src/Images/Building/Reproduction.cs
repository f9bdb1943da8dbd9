using Images.Planning;

namespace Images.Building;

/// <summary>The command line that does again what failed.</summary>
public static class Reproduction
{
    /// <summary>The command that builds one image.</summary>
    /// <param name="image">Which.</param>
    /// <returns>A line for the shell, to be run in the family's root.</returns>
    public static string CommandFor(PlannedImage image) => $"dotnet run --project build -- build {image.Id}";
}
