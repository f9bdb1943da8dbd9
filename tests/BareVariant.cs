using Images.Definitions;

namespace Images.SampleVariants;

/// <summary>A variant that says nothing but its name: tests say the rest with a 'with' expression.</summary>
internal static class BareVariant
{
    public static Variant Named(string name)
    {
        var place = new SourceLocation($"images/{name}/image.yaml", 1, 1);
        return new()
        {
            Id = name,
            Image = name,
            Directory = $"/images/{name}",
            FolderName = "default",
            Axes = new Dictionary<string, string>(),
            From = new("debian:bookworm-slim", place),
            Parent = null,
            Template = new(name, place),
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
        };
    }
}
