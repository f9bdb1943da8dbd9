using System.Text;
using Images.Engines;

namespace Images.EndToEnd.Tests.Family;

/// <summary>
/// The repository's images as their users run them: as a number that is not root, with a root file system that cannot be written, a tmpfs,
/// no network, no capabilities, and the user's own folder, which does not belong to the image's user.
/// </summary>
[Trait("Category", "Engine")]
public sealed class UsersTests(SharedEngine engine)
{
    private const string Owner = "4242";
    private const string Work = "/golem/work";

    [Fact]
    public async Task Images_work_in_a_folder_of_another_user()
    {
        await engine.RequireLocalAsync();
        using var family = new FamilyFolder();
        family.CopyFamily();
        await using (var run = await ProgramRun.ToEndAsync(family.Root, ["test", .. UserJob.All.Select(job => job.Image)]))
        {
            Assert.True(run.ExitCode == 0, run.ToString());
        }

        var images = family.Reported("imageId");
        foreach (var job in UserJob.All)
        {
            // The folder's owner, who is no user of the image; and the image's own user, whom the owner lets in.
            await DoAsync(job, images[job.Image], family.Root, $"{Owner}:{Owner}", "755", $"{Owner}:{Owner}");
            await DoAsync(job, images[job.Image], family.Root, null, "777", "1000:1000");
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task DoAsync(UserJob job, string image, string root, string? user, string mode, string owner)
    {
        var folder = Path.Combine(root, "work");
        Directory.CreateDirectory(folder);
        foreach (var (name, text) in job.Files)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), text, Token);
        }

        await AsRootAsync(image, folder, $"chown -R {Owner}:{Owner} . && chmod {mode} .");
        var spec = new ContainerSpec(image)
        {
            Entrypoint = job.Entrypoint,
            Command = job.Command,
            Environment = job.Variables,
            User = user,
            Mounts = [new ContainerMount(folder, Work, ReadOnly: false)],
            Timeout = TimeSpan.FromMinutes(5),
        };
        try
        {
            var result = await new Containers(engine.Connection, TimeProvider.System).RunAsync(spec, null, Token);
            Assert.True(
                result.ExitCode == 0,
                $"{job.Image} as {user ?? "its own user"}: exit {result.ExitCode}\n{result.Output}\n{result.Error}"
            );
            Assert.Equal($"{owner}\n", await AsRootAsync(image, folder, $"chmod a+r {job.Result} && stat -c %u:%g {job.Result}"));
            var bytes = await File.ReadAllBytesAsync(Path.Combine(folder, job.Result), Token);
            Assert.StartsWith(job.Begins, Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        }
        finally
        {
            await AsRootAsync(image, folder, "chown 0:0 . && chmod 777 . && find . -mindepth 1 -delete");
        }
    }

    // What the owner of the folder did before, on a machine where the one who runs the tests may not.
    private async Task<string> AsRootAsync(string image, string folder, string line)
    {
        var spec = new ContainerSpec(image)
        {
            Entrypoint = ["/bin/sh", "-c"],
            Command = [line],
            User = "0",
            WorkingDirectory = "/mnt",
            DroppedCapabilities = [],
            Mounts = [new ContainerMount(folder, "/mnt", ReadOnly: false)],
        };
        var result = await new Containers(engine.Connection, TimeProvider.System).RunAsync(spec, null, Token);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }
}
