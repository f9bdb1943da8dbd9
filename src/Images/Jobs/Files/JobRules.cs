using System.Globalization;
using Images.Definitions.Syntax;
using Images.Jobs.Storage;

namespace Images.Jobs.Files;

/// <summary>The rules for texts that only job files have.</summary>
internal static class JobRules
{
    /// <summary>Gets the image of a job.</summary>
    public static TextRule Image { get; } =
        new(
            "an image: one of the family such as blender or r-ver:4.6, or a reference such as debian:bookworm-slim",
            static text => ImageReference.TryParse(text) is not null
        );

    /// <summary>Gets a job's name, which becomes part of paths.</summary>
    public static TextRule Name { get; } = TextRules.MountId with { Name = "a job's name: letters, digits, '.', '_' and '-'" };

    /// <summary>Gets a file or folder at or below the job file's own.</summary>
    public static TextRule Beside { get; } =
        new("a path below the job file's folder: relative, without '..'; others are given on the command line", IsBeside);

    /// <summary>Gets a script's text, in which nothing is replaced.</summary>
    public static TextRule Code { get; } = TextRules.Lines with { Interpolated = false };

    /// <summary>Gets the user that a job runs as.</summary>
    public static TextRule User { get; } = TextRules.User with { Name = "a user: caller, image, or USER or USER:GROUP by name or number" };

    /// <summary>Gets a job's network.</summary>
    public static TextRule Network { get; } = TextRule.OneOf("a network for a job", "none", "bridge");

    /// <summary>Gets a number of processors.</summary>
    public static TextRule Processors { get; } =
        new("a number of processors such as 2 or 0.5", static text => TryProcessors(text, out _), @"\d+(\.\d+)?");

    /// <summary>Gets frames.</summary>
    public static TextRule Frames { get; } =
        new(
            "frames such as 1-4, 7 or 1-10,20, at most 100000",
            static text => FrameRange.TryParse(text, out _),
            @"\d+(-\d+)?(,\d+(-\d+)?)*"
        );

    /// <summary>Gets the name of a frame's picture.</summary>
    public static TextRule Pictures { get; } =
        new(
            "a file's name with one run of '#' where the frame's number goes, such as cube_####.png",
            static text => PicturePattern.TryParse(text, out _),
            "[^/#]*#+[^/#]*"
        );

    /// <summary>Gets a place in storage.</summary>
    public static TextRule Storage { get; } =
        new("an address in storage such as s3://bucket/folder", static text => StorageAddress.TryParse(text, out _), "s3://.+");

    /// <summary>Gets how often a failed job is tried again.</summary>
    public static TextRule Retries { get; } = TextRule.Number("a number of retries from 0 to 20", 0, 20);

    /// <summary>Gets how many containers are up at once.</summary>
    public static TextRule AtOnce { get; } = TextRule.Number("a number of containers from 1 to 256", 1, 256);

    /// <summary>Reads a number of processors.</summary>
    /// <param name="text">The text.</param>
    /// <param name="processors">The number.</param>
    /// <returns>False when it is none, or not from 0.01 to 4096.</returns>
    public static bool TryProcessors(string text, out double processors) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out processors)
        && processors is >= 0.01 and <= 4096;

    private static bool IsBeside(string path) =>
        path.Split('/').All(static part => part.Length > 0 && part != "..") && !path.Contains('\\', StringComparison.Ordinal);
}
