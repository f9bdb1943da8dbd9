using Docker.DotNet;

namespace Images.EndToEnd.Tests.MainJob;

[Trait("Category", "Engine")]
public class CleanTests(SharedEngine engine)
{
    [Fact]
    public async Task Clean_shows_first_and_then_removes_images_without_a_use_and_no_others()
    {
        await engine.RequireBaseAsync();
        using var family = new FamilyFolder();
        var marker = Guid.NewGuid().ToString("n");
        family.Image("kept", SharedEngine.BaseName, $"RUN echo {marker} >/kept");
        family.Image("gone", SharedEngine.BaseName, $"RUN echo {marker} >/gone");
        family.Image("shared", SharedEngine.BaseName, $"RUN echo {marker} >/shared");
        await BuildAsync(family);
        var old = await IdAsync("kept");
        await engine.TagAsync(await IdAsync("shared"), $"{FamilyFolder.Registry}-of-somebody/mine:1");

        // The old image of 'kept' loses its names, and two images lose their definitions.
        family.Image("kept", SharedEngine.BaseName, $"RUN echo {marker}-2 >/kept");
        Directory.Delete(Path.Combine(family.Root, "images/gone"), recursive: true);
        Directory.Delete(Path.Combine(family.Root, "images/shared"), recursive: true);
        await BuildAsync(family);

        await using var shown = await ProgramRun.ToEndAsync(family.Root, "clean", "--images", "--dryrun");
        Assert.True(shown.ExitCode == 0, shown.ToString());
        Assert.Contains($"of gone ({Name("gone")}): there is no such variant any more", shown.Output, StringComparison.Ordinal);
        Assert.Contains(old["sha256:".Length..][..12], shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("of shared", shown.Output, StringComparison.Ordinal);
        Assert.NotNull(await FindAsync(old));
        Assert.NotNull(await FindAsync(Name("gone")));

        await using var plain = await ProgramRun.ToEndAsync(family.Root, "clean");
        Assert.True(plain.ExitCode == 0, plain.ToString());
        Assert.NotNull(await FindAsync(Name("gone")));

        await using var cleaned = await ProgramRun.ToEndAsync(family.Root, "clean", "--images");
        Assert.True(cleaned.ExitCode == 0, cleaned.ToString());
        Assert.Null(await FindAsync(old));
        Assert.Null(await FindAsync(Name("gone")));
        Assert.NotNull(await FindAsync(Name("kept")));
        Assert.NotNull(await FindAsync(Name("shared")));
    }

    private static string Name(string image) => $"{FamilyFolder.Registry}/{image}:latest";

    private static async Task BuildAsync(FamilyFolder family)
    {
        foreach (var image in Directory.EnumerateDirectories(Path.Combine(family.Root, "images")).Select(Path.GetFileName))
        {
            family.Write($"images/{image}/image.yaml", $"from: {SharedEngine.BaseName}\ntags: [latest]");
        }

        await using var run = await ProgramRun.ToEndAsync(family.Root, "test");
        Assert.True(run.ExitCode == 0, run.ToString());
    }

    private async Task<string> IdAsync(string image) => await FindAsync(Name(image)) ?? throw new InvalidOperationException($"no {image}");

    private async Task<string?> FindAsync(string name)
    {
        try
        {
            return (await engine.Connection.Docker.Images.InspectImageAsync(name, TestContext.Current.CancellationToken)).ID;
        }
        catch (DockerImageNotFoundException)
        {
            return null;
        }
    }
}
