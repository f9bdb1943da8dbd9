using System.Runtime.Versioning;
using Images.Definitions;
using Images.Jobs;
using Images.Jobs.Staging;

namespace Images.Tests.Jobs.Staging;

[SupportedOSPlatform("linux")]
public sealed class ComputationRunTests : IDisposable
{
    private const string Stages = "next_stage && echo one\nnext_stage && echo two\neverytime && echo every\n";

    private readonly ComputationTrial trial = new();

    [Fact]
    public async Task Results_are_named_after_commit_image_number_and_inputs_and_inputs_are_kept()
    {
        trial.Setup(Stages);

        var report = await trial.RunAsync();

        var commit = trial.Head[..12];
        Assert.Equal("6\n", await File.ReadAllTextAsync(report.Outputs[1].Path!, Token));
        Assert.Equal(
            [
                $"c_{report.Name}/{commit}-0123456789ab/00/45953530eda6",
                $"c_{report.Name}/{commit}-0123456789ab/01/45953530eda6",
                "tinputs/45/953530eda6",
            ],
            Files()
        );
        Assert.Equal("1 2 3\n", await File.ReadAllTextAsync(Path.Combine(trial.Storage, "tinputs/45/953530eda6"), Token));
        Assert.Equal([ComputedFileState.Computed, ComputedFileState.Computed], report.Outputs.Select(file => file.State));
        Assert.Equal(["docker-setup.sh:1: stage 1 of 2", "| one", "docker-setup.sh:2: stage 2 of 2", "| two", "| every"], trial.Notes);
        Assert.StartsWith($"{trial.Head} {trial.Engine.Containers[0]} {ComputationTrial.ImageId} ", trial.Record, StringComparison.Ordinal);
        Assert.Equal("", trial.Git("status", "--porcelain"));
    }

    [Fact]
    public async Task What_is_there_is_not_computed_and_what_is_new_runs_in_the_same_container()
    {
        trial.Setup(Stages);
        await trial.RunAsync();

        var again = await trial.RunAsync();
        var other = await trial.RunAsync(trial.Another("4\n"));

        Assert.All(again.Outputs, file => Assert.Equal(ComputedFileState.Present, file.State));
        Assert.All(other.Outputs, file => Assert.Equal(ComputedFileState.Computed, file.State));
        Assert.Equal(["| every"], trial.Notes.Skip(5));
        Assert.Equal(1, trial.Engine.Made);
    }

    [Fact]
    public async Task A_dry_run_computes_and_writes_nothing()
    {
        trial.Setup(Stages);

        var report = await trial.RunAsync(isDryRun: true);

        Assert.All(report.Outputs, file => Assert.Equal(ComputedFileState.Missing, file.State));
        Assert.Empty(Files());
        Assert.Equal(0, trial.Engine.Made);
    }

    [Fact]
    public async Task Only_the_missing_result_is_put_in_its_place()
    {
        trial.Setup(Stages);
        var report = await trial.RunAsync();
        await File.WriteAllTextAsync(report.Outputs[0].Path!, "kept", Token);
        File.Delete(report.Outputs[1].Path!);

        var again = await trial.RunAsync();

        Assert.Equal([ComputedFileState.Present, ComputedFileState.Computed], again.Outputs.Select(file => file.State));
        Assert.Equal("kept", await File.ReadAllTextAsync(report.Outputs[0].Path!, Token));
    }

    [Fact]
    public async Task A_rebuilt_image_computes_anew_in_a_container_of_its_own()
    {
        trial.Setup(Stages);
        var before = await trial.RunAsync();
        trial.Image = "sha256:fedcba9876543210";

        var after = await trial.RunAsync();

        Assert.NotEqual(before.Outputs[0].Path!, after.Outputs[0].Path!);
        Assert.Equal(ComputedFileState.Computed, after.Outputs[0].State);
        Assert.Equal(2, trial.Engine.Made);
        Assert.DoesNotContain(trial.Notes, note => note.StartsWith("the container begins", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_is_its_exit_code_and_leaves_no_result()
    {
        trial.Exec("echo half > \"$2\"; echo why >&2; exit 9");
        trial.Setup("");

        var error = await Assert.ThrowsAsync<ComputationFailedException>(() => trial.RunAsync());

        Assert.Equal(9, error.ExitCode);
        Assert.EndsWith(": failed with exit code 9; it ends with 'why'", error.Message, StringComparison.Ordinal);
        Assert.Equal(["tinputs/45/953530eda6"], Files());
        Assert.Equal("why\n", trial.Written);
    }

    [Fact]
    public async Task A_result_that_was_not_written_is_told_and_the_others_are_not_kept()
    {
        trial.Exec("cp \"$1\" \"$2\"");
        trial.Commit();

        var error = await Assert.ThrowsAsync<JobException>(() => trial.RunAsync());

        Assert.EndsWith(
            ": ended well, but has not written its output 'length', the file of argument 3",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(["tinputs/45/953530eda6"], Files());
    }

    [Fact]
    public async Task Later_edits_do_not_matter_to_what_runs()
    {
        trial.Exec("echo \"$GFSDIR\" > \"$2\"; cat \"$COMPDIR/data\" > \"$3\"");
        trial.Write("data", "committed\n");
        trial.Write(".gitignore", "ignored\n");
        trial.Setup(Stages);
        trial.Write("ignored", "x");

        var report = await trial.RunAsync();

        Assert.Equal("committed\n", await File.ReadAllTextAsync(report.Outputs[1].Path!, Token));
        Assert.False(File.Exists(Path.Combine(trial.Folder, "ignored.new")));
    }

    [Fact]
    public async Task Without_an_image_it_runs_on_this_machine()
    {
        File.Delete(Path.Combine(trial.Folder, "docker.conf"));
        trial.Exec("pwd > \"$2\"; echo \"$GFSDIR\" > \"$3\"");
        trial.Setup(Stages);

        var report = await trial.RunAsync();

        Assert.Null(report.ImageId);
        Assert.Equal(trial.Storage + "\n", await File.ReadAllTextAsync(report.Outputs[1].Path!, Token));
        Assert.Contains($"/{trial.Head[..12]}/00/", report.Outputs[0].Path!, StringComparison.Ordinal);
        Assert.Equal(0, trial.Engine.Made);
        Assert.Equal(["docker-setup.sh: nothing runs it, since there is no docker.conf that names an image"], trial.Notes);
    }

    [Theory]
    [InlineData("image: base\nImages: x\n", "docker.conf:2:1: unknown key 'Images' (did you mean 'image'?)")]
    [InlineData("keep: 2\n", "docker.conf:1:1: 'image' is missing in the file")]
    [InlineData("image: base\nkeep: 0\n", "docker.conf:2:7: ")]
    [InlineData("image: absent\n", "docker.conf:1:8: the engine has no image 'absent'; build it, or pull it, and run it again")]
    public async Task What_is_wrong_in_the_file_is_told_with_its_place(string text, string expected)
    {
        trial.Write("docker.conf", text);
        trial.Commit();

        var error = await Assert.ThrowsAsync<DefinitionException>(() => trial.RunAsync());

        Assert.StartsWith(expected, error.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_in_no_commit_is_refused()
    {
        trial.Commit();
        trial.Write("stray", "");

        var error = await Assert.ThrowsAsync<JobException>(() => trial.RunAsync());

        Assert.Equal(
            $"{trial.Folder}: 'stray' is in no commit, so no commit says what would be computed; commit it, or have git ignore it",
            error.Message
        );
    }

    [Fact]
    public async Task A_wrong_number_of_inputs_is_told_with_both_numbers()
    {
        trial.Commit();
        var request = new ComputationRequest(trial.Folder, "", trial.Storage, [trial.Input, trial.Input], IsDryRun: false);

        var error = await Assert.ThrowsAsync<JobException>(() => trial.RunAsync(request, Token));

        Assert.EndsWith(": its inputs are 1 (numbers), but 2 files are given; give one for each", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storage_or_an_input_that_is_not_there_is_told()
    {
        trial.Commit();

        var storage = await Assert.ThrowsAsync<JobException>(() => trial.RunAsync(storage: trial.Storage + "2"));
        var input = await Assert.ThrowsAsync<JobException>(() => trial.RunAsync(trial.Input + "2"));

        Assert.Equal($"{trial.Storage}2: there is no such folder to store files in; make it", storage.Message);
        Assert.Equal($"{trial.Input}2: there is no such file to compute with; name one that is there", input.Message);
        Assert.Equal(0, trial.Engine.Made);
    }

    [Fact]
    public async Task Without_a_commit_or_a_checkout_it_is_refused()
    {
        var none = await Assert.ThrowsAsync<JobException>(() => trial.RunAsync());
        var outside = await Assert.ThrowsAsync<JobException>(() =>
            trial.RunAsync(new ComputationRequest(trial.Storage, "", trial.Storage, [trial.Input], IsDryRun: false), Token)
        );

        Assert.EndsWith(": nothing is committed yet; commit the computation first", none.Message, StringComparison.Ordinal);
        Assert.Contains(": is no checkout that git reads", outside.Message, StringComparison.Ordinal);
    }

    public void Dispose() => trial.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IEnumerable<string> Files() =>
        Directory
            .EnumerateFiles(trial.Storage, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(trial.Storage, path))
            .Order(StringComparer.Ordinal);
}
