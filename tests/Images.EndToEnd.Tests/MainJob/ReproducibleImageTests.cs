using Images.EndToEnd.Tests.Engines;
using Images.EndToEnd.Tests.Testing;

namespace Images.EndToEnd.Tests.MainJob;

[Trait("Category", "Engine")]
public sealed class ReproducibleImageTests(SharedEngine engine)
{
    [Fact]
    public async Task Two_checkouts_of_a_commit_give_the_same_images_on_two_engines_that_have_nothing()
    {
        await engine.RequireLocalAsync();
        using var first = new FamilyFolder();
        await WriteFamilyAsync(first);
        await using var rendered = await ProgramRun.ToEndAsync(first.Root, "render");
        Assert.True(rendered.ExitCode == 0, rendered.ToString());
        await Git.RunAsync(first.Root, "init", "--quiet");
        await Git.RunAsync(first.Root, "add", "--all");
        await Git.RunAsync(first.Root, "commit", "--quiet", "--message=one");

        await using var one = await ProgramRun.ToEndAsync(first.Root, "build", $"--engine={Address}");
        Assert.True(one.ExitCode == 0, one.ToString());
        var here = first.Reported("imageId");

        // Everything in the second one is later, on this machine's disk as well as in what its steps write.
        using var second = new FamilyFolder();
        Directory.Delete(second.Root, recursive: true);
        await Git.RunAsync(Path.GetTempPath(), "clone", "--quiet", first.Root, second.Root);
        await using var other = await SecondEngine.StartAsync(TestContext.Current.CancellationToken);
        await using var two = await ProgramRun.ToEndAsync(second.Root, "build", $"--engine={other.Address}");
        Assert.True(two.ExitCode == 0, two.ToString());
        Assert.Equal(["built", "built"], here.Keys.Select(two.OutcomeOf));
        if (!(await engine.Connection.GetInfoAsync(TestContext.Current.CancellationToken)).IsContainerdStore)
        {
            // The containerd store writes other layers than the graph driver of the second engine (docs/reproducible-images.md).
            Assert.Equal(here, second.Reported("imageId"));
        }

        await using var again = await ProgramRun.ToEndAsync(first.Root, "build", $"--engine={Address}");
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Equal(["up to date", "up to date"], here.Keys.Select(again.OutcomeOf));
        Assert.Equal(here, first.Reported("imageId"));
        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), $"images-layers-*.{one.ProcessId}.*"));
        var trunk = await engine.LayersAsync(here["trunk"]);
        Assert.Equal(trunk, (await engine.LayersAsync(here["leaf"])).Take(trunk.Count));
    }

    private string Address => engine.Connection.Endpoint.Address.OriginalString;

    private static async Task WriteFamilyAsync(FamilyFolder family)
    {
        // Without a folder /etc, 20.10 would leave one behind, and 28 would not.
        family.Image(
            "trunk",
            "scratch",
            $"ADD rootfs.tar /\nENV PATH=/bin\nCOPY note /etc/note\nRUN cat /etc/note > /made; : {Guid.NewGuid()}",
            "reproducible: true\n"
        );
        family.Image("leaf", "trunk", "WORKDIR /folder\nRUN cat /etc/note > more");
        family.Write("images/trunk/note", "a note");
        await using var tar = File.Create(Path.Combine(family.Root, "images/trunk/rootfs.tar"));
        await HostPrograms.WriteAsync(tar, []);
    }
}
