using Images.Definitions;

namespace Images.EndToEnd.Tests.Testing;

/// <summary>A variant that says nothing but its limits.</summary>
internal static class BareVariant
{
    public static Variant With(Limits limits)
    {
        var place = new SourceLocation("images/a/image.yaml", 1, 1);
        return new()
        {
            Id = "a",
            Image = "a",
            Directory = "/images/a",
            FolderName = "default",
            Axes = new Dictionary<string, string>(),
            From = new("scratch", place),
            Parent = null,
            Template = new("a", place),
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
            Expose = [],
            Volumes = [],
            User = null,
            Workdir = null,
            Entrypoint = null,
            Cmd = null,
            EndOfLife = null,
            Limits = limits,
            Tests = [],
        };
    }
}
