using System.Runtime.Versioning;
using Images.Jobs;
using Images.Jobs.Staging;

namespace Images.Tests.Jobs.Staging;

[SupportedOSPlatform("linux")]
public sealed class KeptContainersTests : IDisposable
{
    private const string Base = "next_stage && echo one\neverytime && echo every\n";

    private readonly ComputationTrial trial = new();

    [Fact]
    public async Task A_commit_ahead_begins_with_the_stages_of_the_one_before()
    {
        trial.Setup(Base);
        await trial.RunAsync();
        var before = trial.Head[..12];
        trial.Setup(Base + "next_stage && echo two\n");

        await trial.RunAsync();

        Assert.Equal(
            [
                $"the container begins where that of commit {before} was after stage 1",
                "| every",
                "docker-setup.sh:3: stage 2 of 2",
                "| two",
            ],
            trial.Notes.Skip(3)
        );
        Assert.Equal(2, trial.Record.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_changed_stage_or_a_commit_that_is_not_ahead_begins_anew()
    {
        trial.Setup(Base);
        await trial.RunAsync();
        trial.Git("checkout", "--quiet", "--orphan", "other");
        trial.Setup(Base + "next_stage && echo two\n");
        await trial.RunAsync();
        trial.Setup(Base.Replace("one", "1", StringComparison.Ordinal));
        await trial.RunAsync();

        Assert.DoesNotContain(trial.Notes, note => note.StartsWith("the container begins", StringComparison.Ordinal));
        Assert.Equal(3, trial.Notes.Count(note => note.Contains(": stage 1 of ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_failing_stage_is_told_and_tried_again()
    {
        trial.Setup(Base + "next_stage && {\n  [ -e \"$GFSDIR/ready\" ] || { echo no; exit 5; }\n}\n");

        var error = await Assert.ThrowsAsync<JobException>(() => trial.RunAsync());
        await File.WriteAllTextAsync(Path.Combine(trial.Storage, "ready"), "", TestContext.Current.CancellationToken);
        var report = await trial.RunAsync();

        Assert.Equal(
            "docker-setup.sh:3: stage 2 of 2 failed with exit code 5; it ends with 'no'; it is not counted, and runs again next time",
            error.Message
        );
        Assert.Equal(ComputedFileState.Computed, report.Outputs[0].State);
        Assert.Single(trial.Notes, note => note == "| one");
        Assert.Equal(1, trial.Engine.Made);
    }

    [Fact]
    public async Task Two_at_once_set_up_one_container_and_both_compute_in_it()
    {
        trial.Exec("touch \"$GFSDIR/$$.here\"; until [ $(ls \"$GFSDIR\" | grep -c here) = 2 ]; do sleep 0.02; done; cp $1 $2; cp $1 $3");
        trial.Setup(Base);

        var reports = await Task.WhenAll(trial.RunAsync(), trial.RunAsync(trial.Another("4\n")));

        Assert.All(reports, report => Assert.Equal(ComputedFileState.Computed, report.Outputs[0].State));
        Assert.Equal(reports[0].Container, reports[1].Container);
        Assert.Single(trial.Notes, note => note == "| one");
        Assert.Single(trial.Notes, note => note == "| every");
    }

    [Fact]
    public async Task A_few_commits_keep_their_containers_and_the_others_go_with_their_images()
    {
        trial.Write("docker.conf", "image: base\nkeep: 2\n");
        foreach (var commit in new[] { "a", "b", "c" })
        {
            trial.Setup($"next_stage && echo {commit}\n");
            await trial.RunAsync();
        }

        Assert.Equal(2, trial.Engine.Containers.Count);
        Assert.Equal(2, trial.Engine.Images);
        Assert.Equal(2, trial.Record.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task What_is_in_use_stays_however_old_it_is()
    {
        trial.Write("docker.conf", "image: base\nkeep: 1\n");
        trial.Exec("touch \"$GFSDIR/begun\"; until [ -e \"$GFSDIR/go\" ]; do sleep 0.02; done; cp $1 $2; cp $1 $3");
        trial.Setup(Base);
        var slow = trial.RunAsync();
        await ExistsAsync("begun");
        var used = Assert.Single(trial.Engine.Containers);
        trial.Exec("cp $1 $2; cp $1 $3");
        trial.Commit();
        await trial.RunAsync();
        var during = trial.Engine.Containers;
        await File.WriteAllTextAsync(Path.Combine(trial.Storage, "go"), "", TestContext.Current.CancellationToken);
        await slow;

        Assert.Contains(used, during);
        Assert.Equal(2, during.Count);
        Assert.Single(trial.Engine.Containers);
    }

    [Fact]
    public async Task A_container_that_is_gone_is_made_anew()
    {
        trial.Setup(Base);
        var first = await trial.RunAsync();
        await trial.Engine.RemoveAsync(first.Container!);

        var second = await trial.RunAsync(trial.Another("4\n"));

        Assert.NotEqual(first.Container, second.Container);
        Assert.Equal(2, trial.Notes.Count(note => note == "| one"));
        Assert.Contains(second.Container!, trial.Record, StringComparison.Ordinal);
        Assert.DoesNotContain(first.Container!, trial.Record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_storage_has_a_container_of_its_own_that_begins_with_the_same_stages()
    {
        trial.Setup(Base);
        await trial.RunAsync();
        var other = Directory.CreateDirectory(trial.Storage + "2").FullName;

        var report = await trial.RunAsync(storage: other);

        Assert.StartsWith(other, report.Outputs[0].Path!, StringComparison.Ordinal);
        Assert.Equal(2, trial.Engine.Made);
        Assert.Single(trial.Notes, note => note == "| one");
    }

    [Fact]
    public async Task A_computation_below_the_top_and_its_submodules_are_seen()
    {
        using var library = new Building.Revisions.Checkout();
        library.Write("part", "of another repository\n");
        library.Commit("x");
        trial.Commit();
        trial.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library.Root, "library");
        trial.Exec("cat library/part > \"$2\"; pwd > \"$3\"");
        trial.Setup(Base);

        var report = await trial.RunAsync();

        Assert.Equal(
            "of another repository\n",
            await File.ReadAllTextAsync(report.Outputs[0].Path!, TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task Cleaning_takes_those_whose_folder_is_gone_and_all_when_asked_for()
    {
        trial.Setup(Base);
        await trial.RunAsync();
        trial.Setup(Base + "next_stage && echo two\n");
        await trial.RunAsync();

        var none = await trial.Cleaner(isForAll: false).RemoveAsync(TestContext.Current.CancellationToken);
        var listed = await trial.Cleaner(isForAll: true).ListAsync(TestContext.Current.CancellationToken);
        var all = await trial.Cleaner(isForAll: true).RemoveAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, 0, 0), none);
        Assert.Equal(4, listed.Count);
        Assert.Equal((2, 2, 0), all);
        Assert.Empty(trial.Engine.Containers);
        Assert.Equal(0, trial.Engine.Images);
    }

    [Fact]
    public async Task Cleaning_takes_none_in_which_somebody_computes()
    {
        trial.Exec("touch \"$GFSDIR/begun\"; until [ -e \"$GFSDIR/go\" ]; do sleep 0.02; done; cp $1 $2; cp $1 $3");
        trial.Setup(Base);
        var slow = trial.RunAsync();
        await ExistsAsync("begun");

        var cleaned = await trial.Cleaner(isForAll: true).RemoveAsync(TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(trial.Storage, "go"), "", TestContext.Current.CancellationToken);
        var report = await slow;

        Assert.Equal((0, 0, 1), cleaned);
        Assert.Equal(ComputedFileState.Computed, report.Outputs[0].State);
    }

    public void Dispose() => trial.Dispose();

    private async Task ExistsAsync(string name)
    {
        while (!File.Exists(Path.Combine(trial.Storage, name)))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
