using System.Text.Json.Nodes;
using Images.Jobs;
using Images.Jobs.Clusters;
using Images.Jobs.Files;
using Images.Jobs.Storage;

namespace Images.Tests.Jobs.Clusters;

public sealed class KubernetesJobTests
{
    private static readonly JobDefinition Script = new()
    {
        Name = "Sum_1",
        Images = ["base"],
        Script = new JobScript("print('a: b')\n# $(X)\n", "py", ["python3"]),
        Params = new JsonObject { ["cost"] = "$5" },
        Output = "/out",
        User = "1000:1001",
        Retries = 2,
        Limits = new JobLimits
        {
            Processors = 0.5,
            Time = TimeSpan.FromSeconds(90),
            DiskBytes = 1_000_000,
        },
    };

    [Fact]
    public void A_script_becomes_a_config_map_a_policy_and_a_job() =>
        Golden.Verify(KubernetesJob.Write(Script, "acme/base:1", atOnce: 1), "script.yaml");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Frames_need_a_command_of_their_own(bool usesEntrypoint)
    {
        var job = Script with
        {
            Script = null,
            Command = usesEntrypoint ? ["render"] : null,
            UsesEntrypoint = usesEntrypoint,
            Params = [],
            Frames = [1, 2],
        };

        var error = Assert.Throws<JobException>(() => KubernetesJob.Write(job, "acme/base:1", atOnce: 1));

        Assert.Contains("each pod chooses its frame in a shell", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_become_an_indexed_job()
    {
        var job = Script with
        {
            Script = null,
            Command = ["render", "it's"],
            Params = [],
            Network = "bridge",
            Frames = [3, 7],
            Animation = (3, 7),
            Pictures = new PicturePattern("f", 3, ".png"),
            User = "image",
        };

        Golden.Verify(KubernetesJob.Write(job, "acme/base:1", atOnce: 4), "frames.yaml");
    }

    [Fact]
    public void What_a_cluster_cannot_do_is_refused()
    {
        Refused(Script with { Input = new StorageAddress("data", "") }, "'input' and 'upload' are copied by this program");
        Refused(Script with { User = "golem" }, "Kubernetes knows users by number only");
        Refused(Script with { Frames = [.. Enumerable.Range(1, 1001)] }, "1001 frames are too many for one manifest");
    }

    private static void Refused(JobDefinition job, string expected)
    {
        var error = Assert.Throws<JobException>(() => KubernetesJob.Write(job, "base", 1));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
