using System.Diagnostics;
using Images.Rendering;

namespace Images.Tests.Building.Revisions;

/// <summary>A git repository in a temporary folder, with a family in it.</summary>
internal sealed class Checkout : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("images-checkout-").FullName;
    private readonly string below;
    private int seconds = 1_700_000_000;

    public Checkout(string below = "")
    {
        this.below = below;
        Git("init", "--quiet", "--initial-branch=main");
    }

    public string Root => Path.Combine(folder, below);

    public void Write(string path, string text)
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Commit(string message)
    {
        Git("add", "--all");
        Git("commit", "--quiet", "--allow-empty", "-m", message);
    }

    // What git itself says of an image's inputs: the commit and its time.
    public string LastCommit(string image) =>
        Git(
                "-C",
                Root,
                "log",
                "-1",
                "--format=%H %ct",
                "--",
                $"images/{image}",
                "templates/t.sbn",
                "templates/partials",
                "images/family.yaml"
            )
            .Trim();

    public RenderedImage Image(string name, string dockerfile = "FROM scratch\nCOPY . /\n")
    {
        var variant = BareVariant.Named(name) with { Directory = Path.Combine(Root, "images", name) };
        return new RenderedImage(variant, dockerfile, $"images/{name}/default/Dockerfile", "templates/t.sbn", []);
    }

    public string Git(params IEnumerable<string> arguments)
    {
        seconds++;
        var start = new ProcessStartInfo("git", ["-c", "user.name=t", "-c", "user.email=t@localhost", "-c", "gc.auto=0", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["GIT_AUTHOR_DATE"] = $"{seconds} +0100", ["GIT_COMMITTER_DATE"] = $"{seconds} +0100" },
        };
        using var git = Process.Start(start)!;
        var errors = git.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0 ? output : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {errors.Result}");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
