using System.Runtime.Versioning;
using Images.Jobs;
using Images.Jobs.Staging;

namespace Images.Tests.Jobs.Staging;

[SupportedOSPlatform("linux")]
public sealed class WorkflowTests : IDisposable
{
    private readonly ComputationTrial trial = new();

    public WorkflowTests()
    {
        Computation("lines", "text", "first\nrest\n", "head -n 1 \"$1\" > \"$2\"; tail -n +2 \"$1\" > \"$3\"; echo lines >&2");
        Computation("join", "one\nother\n", "joined\n", "cat \"$1\" \"$2\" > \"$3\"; echo join >&2");
        // The lines of the input in another order, joined with a file of the storage.
        Node("workflow", "computation", "join", "00\n");
        Node("workflow/inputs/00-turned", "computation", "join", "0\n");
        Node("workflow/inputs/00-turned/inputs/00_01-parts", "computation", "lines", "01\n00\n");
        Node("workflow/inputs/00-turned/inputs/00_01-parts/inputs/00-numbers", "input", "numbers");
        Node("workflow/inputs/01-end", "literal", "end");
        File.WriteAllText(Path.Combine(trial.Storage, "end"), "end\n");
        File.WriteAllText(trial.Input, "1\n2\n");
    }

    [Fact]
    public async Task A_workflow_is_computed_from_the_inside_and_only_what_is_missing()
    {
        trial.Commit();

        var first = await RunAsync();
        var again = await RunAsync();

        Assert.Equal("2\n1\nend\n", await File.ReadAllTextAsync(Assert.Single(first.Results)!, Token));
        Assert.Equal(["lines", "join", "join"], first.Calls.Select(call => call.Name));
        Assert.All(again.Calls.SelectMany(call => call.Outputs), file => Assert.Equal(ComputedFileState.Present, file.State));
        Assert.Equal("lines\njoin\njoin\n", trial.Written);
    }

    [Fact]
    public async Task A_dry_run_says_what_is_missing_as_far_as_it_can_be_named()
    {
        trial.Commit();

        var report = await RunAsync(isDryRun: true);

        Assert.Null(Assert.Single(report.Results));
        Assert.Contains("/c_lines/", report.Calls[0].Outputs[0].Path, StringComparison.Ordinal);
        Assert.All(report.Calls.Skip(1).SelectMany(call => call.Outputs), file => Assert.Null(file.Path));
        Assert.Equal(["end"], Directory.EnumerateFileSystemEntries(trial.Storage).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("workflow/kind", "sum\n", "workflow/kind: there is no kind 'sum'; write computation, input or literal")]
    [InlineData("workflow/outputs", "1\n", "workflow/outputs: 'join' has no output 1; it has 1, from 00")]
    [InlineData(
        "workflow/inputs/00-turned/outputs",
        "0\n0\n",
        "workflow/inputs/00-turned: gives 2 files, but stands for 1; correct its 'outputs' or its name"
    )]
    [InlineData(
        "workflow/inputs/01-end/value",
        "nowhere\n",
        "workflow/inputs/01-end/value: the storage has no file 'nowhere'; put it there"
    )]
    [InlineData(
        "workflow/inputs/03-end/kind",
        "literal\n",
        "workflow/inputs/03-end: is not the next input, which is 02; number them one after the other"
    )]
    [InlineData(
        "workflow/inputs/end/kind",
        "literal\n",
        "workflow/inputs/end: is no name of an input; write NN-TEXT, or NN_MM-TEXT for several, two digits from 00"
    )]
    [InlineData(
        "workflow/inputs/00-turned/inputs/00_01-parts/inputs/00-numbers/value",
        "number\n",
        "workflow/inputs/00-turned/inputs/00_01-parts/inputs/00-numbers/value: the task has no input 'number' (did you mean 'numbers'?); its file 'inputs' names them"
    )]
    public async Task What_is_wrong_in_a_workflow_is_told_with_its_file(string path, string text, string expected)
    {
        trial.Write(path, text);
        trial.Commit();

        var error = await Assert.ThrowsAsync<JobException>(() => RunAsync());

        Assert.Equal(expected, error.Message);
    }

    [Fact]
    public async Task A_wrong_number_of_inputs_is_told_with_both_numbers()
    {
        trial.Commit();
        var request = new ComputationRequest(trial.Folder, "", trial.Storage, [], IsDryRun: true);

        var error = await Assert.ThrowsAsync<JobException>(() => trial.RunAsync(request, Token));

        Assert.EndsWith(": its inputs are 1 (numbers), but 0 files are given; give one for each", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => trial.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<ComputationsReport> RunAsync(bool isDryRun = false) =>
        trial.RunAsync(new ComputationRequest(trial.Folder, "", trial.Storage, [trial.Input], isDryRun), Token);

    private void Computation(string name, string inputs, string outputs, string script)
    {
        var folder = $"computations/{name}";
        trial.Write($"{folder}/compeval-inputs", inputs);
        trial.Write($"{folder}/outputs", outputs);
        trial.Write($"{folder}/docker.conf", "image: base\n");
        trial.Exec(script, folder + "/");
    }

    private void Node(string folder, string kind, string value, string? outputs = null)
    {
        trial.Write($"{folder}/kind", kind + "\n");
        trial.Write($"{folder}/value", value + "\n");
        if (outputs is not null)
        {
            trial.Write($"{folder}/outputs", outputs);
        }
    }
}
