using Images.Definitions;
using Images.Engines;
using Images.Jobs;
using Images.Jobs.Clusters;
using Images.Jobs.Files;
using Images.Jobs.Running;

namespace Images.Tests.Jobs.Clusters;

public sealed class PoolTests : IDisposable
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static readonly JobDefinition Job = new()
    {
        Name = "sum",
        Images = ["acme/r:1"],
        Command = ["/bin/sh", "-c", "Rscript a.R | tee log"],
        Output = "/data/out",
    };

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_pool_is_written_as_the_package_reads_it()
    {
        var file = Read(
            """
            name: forecast
            image: acme/r:1
            command: "true"
            pool:
              vm-size: Standard_F4s_v2
              tasks-per-node: 4
              dedicated: 2
              low-priority: 0-20
              autoscale: WORKDAY
              packages: { cran: [zoo], github: [acme/tools], bioconductor: [limma] }
              commands: ["apt-get -y install htop"]
            """
        );
        var image = new JobImage("acme/r:1", "sha256:1", "", [$"other/r@{Digest.Replace('0', '1')}", $"acme/r@{Digest}"]);

        Golden.Verify(
            ClusterDocument.Write(file.Pool, ClusterDocument.NameOf(file.Pool, file.Jobs[0].Name), ClusterDocument.Reference(image)!),
            "cluster.json"
        );
        Assert.Null(ClusterDocument.Reference(image with { Digests = [] }));
        Assert.Equal($"docker.io/acme/r:2@{Digest}", ClusterDocument.Reference(image with { Name = "docker.io/acme/r:2" }));
        Assert.Equal("a-b", ClusterDocument.NameOf(new PoolSettings(), "a.b."));
    }

    [Theory]
    [InlineData("dedicated: 3-1", "'3-1' is not a number of machines")]
    [InlineData("low-priority: many", "'many' is not a number of machines")]
    [InlineData("autoscale: queue", "'queue' is not")]
    [InlineData("name: a b", "'a b' is not a pool's name")]
    [InlineData("nodes: 3", "unknown key 'nodes'")]
    public void What_a_pool_cannot_be_is_refused_at_its_place(string line, string expected)
    {
        var error = Assert.Throws<DefinitionException>(() => Read($"image: base\npool:\n  {line}\n"));

        Assert.StartsWith("job.yaml:3:", Assert.Single(error.Errors).ToString(), StringComparison.Ordinal);
        Assert.Contains(expected, error.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Rscript a.R", "Rscript a.R; wait")]
    [InlineData("Rscript a.R &", "Rscript a.R & wait")]
    [InlineData("a\nb # last\n", "a\nb # last\nwait")]
    public void A_line_is_run_by_bash_which_stops_at_a_failure_and_waits(string line, string expected)
    {
        var task = Task(Job with { Command = ["/bin/sh", "-c", line] });

        Assert.Equal(["/bin/bash", "-c", $"set -e; set -o pipefail; {expected}"], task.Node!.Command);
    }

    [Fact]
    public void A_script_and_words_are_quoted()
    {
        var script = Job with { Command = null, Script = new JobScript("1", "R", ["Rscript"]), Output = "/it's" };

        Assert.EndsWith(
            "Rscript '/it'\\''s/workitems/sum/job-1/sum-task1/wd/job.R'; wait",
            Task(script).Node!.Command[2],
            StringComparison.Ordinal
        );
        Assert.EndsWith("echo '$X'; wait", Task(Job with { Command = ["echo", "$X"] }).Node!.Command[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_are_the_jobs_the_callers_the_nodes_or_empty()
    {
        var job = Job with
        {
            Environment = new Dictionary<string, string> { ["AZ_BATCH_TASK_ID"] = "mine", ["X"] = "1" },
        };

        var task = Task(job, ("AZ_BATCH_TASK_ID", "theirs"), ("AZ_BATCH_JOB_ID", "j7"), ("AZ_BATCH_AUTHENTICATION_TOKEN", "secret"));

        Assert.Equal("mine", task.Environment["AZ_BATCH_TASK_ID"]);
        Assert.Equal("j7", task.Environment["AZ_BATCH_JOB_ID"]);
        Assert.Equal("/data/out/shared", task.Environment["AZ_BATCH_NODE_SHARED_DIR"]);
        Assert.Equal("", task.Environment["AZ_BATCH_NODE_ID"]);
        Assert.Equal("1", task.Environment["X"]);
        Assert.DoesNotContain("AZ_BATCH_AUTHENTICATION_TOKEN", task.Environment.Keys);
        Assert.All(task.Node!.Folders, made => Assert.StartsWith("/data/out", made, StringComparison.Ordinal));
    }

    [Fact]
    public void The_root_is_the_callers_and_holds_every_folder()
    {
        var task = Task(Job, ("AZ_BATCH_NODE_ROOT_DIR", "/mnt/batch"), ("AZ_BATCH_TASK_WORKING_DIR", "/mnt/batch/wd"));

        Assert.Equal(("/mnt/batch", "/mnt/batch/wd"), (task.Node!.Root, task.Work));
        Refused(Job, "AZ_BATCH_NODE_ROOT_DIR: '/' is no folder for a node", ("AZ_BATCH_NODE_ROOT_DIR", "/"));
        Refused(Job, "AZ_BATCH_NODE_ROOT_DIR: 'here' is no folder", ("AZ_BATCH_NODE_ROOT_DIR", "here"));
        Refused(Job, "'/data/out/../x' is not in AZ_BATCH_NODE_ROOT_DIR", ("AZ_BATCH_TASK_WORKING_DIR", "/data/out/../x"));
        Refused(Job with { Output = null }, "there is no folder for the node");
    }

    [Fact]
    public void What_a_node_does_not_run_is_refused()
    {
        Refused(Job with { Frames = [1] }, "'frames' are not split by a pool");
        Refused(Job with { UsesEntrypoint = true }, "'entrypoint: true' cannot hold");
        Refused(Job with { Command = null }, "give a command or a script");
    }

    public void Dispose() => folder.Dispose();

    private static JobDefinition Task(JobDefinition job, params (string Name, string Value)[] caller) =>
        PoolTask.Of(job, "pool", name => caller.FirstOrDefault(variable => variable.Name == name).Value);

    private static void Refused(JobDefinition job, string expected, params (string Name, string Value)[] caller) =>
        Assert.Contains(expected, Assert.Throws<JobException>(() => Task(job, caller)).Message, StringComparison.Ordinal);

    private JobFile Read(string text)
    {
        File.WriteAllText(Path.Combine(folder.Path, "job.yaml"), text);
        return JobFile.Load("job.yaml", folder.Path);
    }
}
