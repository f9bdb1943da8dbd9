using Images.Jobs;
using Images.Jobs.Running;

namespace Images.Tests.Jobs.Running;

public sealed class JobEndingTests
{
    private static readonly JobLimits Limits = new()
    {
        Time = TimeSpan.FromSeconds(2.5),
        DiskBytes = 1_000_000,
        LogBytes = 2_000,
        MemoryBytes = 64_000_000,
        Pids = 20,
    };

    [Theory]
    [InlineData(0, JobStop.None, "ended well")]
    [InlineData(1, JobStop.None, "failed with exit code 1; it wrote nothing")]
    [InlineData(
        111,
        JobStop.None,
        "failed with exit code 111 (by Golem's convention its budget of processor time is used up); it wrote nothing"
    )]
    [InlineData(137, JobStop.None, "failed with exit code 137 (killed by SIGKILL: probably out of memory); it wrote nothing")]
    [InlineData(153, JobStop.None, "failed with exit code 153 (a file reached the disk limit of 1.0 MB); it wrote nothing")]
    [InlineData(127, JobStop.None, "failed with exit code 127 (command not found); it wrote nothing")]
    [InlineData(137, JobStop.Time, "killed at its time limit of 2.5 s")]
    [InlineData(137, JobStop.Disk, "killed at its disk limit of 1.0 MB: its files came to 3.0 MB")]
    [InlineData(137, JobStop.Log, "killed at its log limit of 2.0 kB: it wrote more than that on its output")]
    [InlineData(137, JobStop.Killed, "killed on request")]
    public void Every_end_has_its_sentence(int exitCode, JobStop stop, string expected) =>
        Assert.Equal(expected, new JobEnding(Limits) { DiskBytes = 3_000_000 }.Tell(stop, exitCode));

    [Fact]
    public void The_kernel_and_the_last_line_are_quoted() =>
        Assert.Equal(
            "failed with exit code 137 (out of memory at its limit of 64.0 MB); it ends with 'no more'",
            new JobEnding(Limits) { OutOfMemory = true, LastLine = "no more" }.Tell(JobStop.None, 137)
        );

    [Fact]
    public void A_fork_bomb_is_recognized_at_its_time_limit() =>
        Assert.Equal(
            "killed at its time limit of 2.5 s, with as many processes as it may have: 20",
            new JobEnding(Limits) { Processes = 20 }.Tell(JobStop.Time, 137)
        );
}
