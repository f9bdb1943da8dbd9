using System.Runtime.CompilerServices;
using Images.Jobs.Clusters;
using Images.Jobs.Files;

namespace Images.Tests.Jobs.Files;

/// <summary>The job files of samples/jobs, which people copy.</summary>
public sealed class SampleJobsTests
{
    public static TheoryData<string> Samples => [.. Directory.GetFiles(Folder(), "*.yaml").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_says_nothing_wrong(string name) => Assert.NotEmpty(JobFile.Load(name, Folder()).Jobs);

    [Fact]
    public void The_tasks_of_the_pool_are_what_its_nodes_can_run()
    {
        var file = JobFile.Load("pool.yaml", Folder());

        var tasks = file.Jobs.Select(job => PoolTask.Of(job with { Output = "/mnt/batch" }, "forecast", _ => null)).ToList();

        Assert.Equal(2, tasks.Count);
        Assert.Equal(
            ["set -e; set -o pipefail; Rscript /mnt/batch/workitems/pool-1/job-1/pool-1-task1/wd/job.R; wait"],
            tasks.Take(1).Select(task => task.Node!.Command[^1])
        );
        Assert.Contains("\"autoscaleFormula\": \"QUEUE\"", ClusterDocument.Write(file.Pool, "forecast", "r-ver"), StringComparison.Ordinal);
    }

    private static string Folder([CallerFilePath] string test = "") =>
        Path.GetFullPath("../../../../samples/jobs", Path.GetDirectoryName(test)!);
}
