using Images.Definitions;
using Images.Definitions.Structure;
using Images.Planning;
using Images.Rendering;

namespace Images.Building;

/// <summary>An image that no definition speaks of.</summary>
public static class LooseImage
{
    /// <summary>Makes the record of an image that is on the engine.</summary>
    /// <param name="reference">Its name, as it was given.</param>
    /// <param name="imageId">Its id.</param>
    /// <param name="size">Bytes, uncompressed.</param>
    /// <param name="files">The tests that are run on it.</param>
    /// <returns>The record; nothing was built.</returns>
    public static BuiltImage Of(string reference, string imageId, long? size, IReadOnlyList<StructureFile> files)
    {
        var place = new SourceLocation(reference, 1, 1);
        var variant = new Variant
        {
            Id = reference,
            Image = reference,
            Directory = ".",
            FolderName = "default",
            Axes = new Dictionary<string, string>(),
            From = new("scratch", place),
            Parent = null,
            Template = new(string.Empty, place),
            Description = null,
            Licenses = null,
            Source = null,
            Tags = [],
            Platforms = ["linux/amd64"],
            Args = new Dictionary<string, Located<string>>(),
            Env = new Dictionary<string, Located<string>>(),
            Labels = new Dictionary<string, Located<string>>(),
            Vars = new Dictionary<string, object>(),
            Apt = [],
            Pip = [],
            R = [],
            Secrets = [],
            Ssh = [],
            Expose = [],
            Volumes = [],
            User = null,
            Workdir = null,
            Entrypoint = null,
            Cmd = null,
            EndOfLife = null,
            Limits = Limits.None,
            Tests = [],
            StructureFiles = files,
        };
        var planned = new PlannedImage(new RenderedImage(variant, string.Empty, string.Empty, string.Empty, []), []);
        return new(planned, BuildOutcome.UpToDate, imageId, size, TimeSpan.Zero, null, null);
    }
}
