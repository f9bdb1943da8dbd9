namespace Images.EndToEnd.Tests.CommandLine;

public class MistakesTests
{
    [Theory]
    [InlineData()]
    [InlineData("list")]
    [InlineData("render")]
    [InlineData("build")]
    public async Task Bad_definitions_are_named_one_a_line_and_change_nothing(params string[] arguments)
    {
        using var family = SampleFolder.Good();
        family.Write("images/base/image.yaml", "from: debian:bookworm-slim\nplattforms: [linux/amd64]\n");
        family.Write("images/r-ver/image.yaml", "from: bse\ntags: {}\n");
        var before = SampleFolder.Contents(family.Root);

        await using var run = await ProgramRun.ToEndAsync(family.Root, arguments);

        Assert.True(run.ExitCode == 2, run.ToString());
        Assert.Empty(run.Output);
        var lines = run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.Matches("^images/[a-z-]+/image\\.yaml:\\d+:\\d+: ", line));
        Assert.Contains(lines, line => line.StartsWith("images/base/image.yaml:2:1: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("images/r-ver/image.yaml:", StringComparison.Ordinal));
        Assert.Equal(before, SampleFolder.Contents(family.Root));
    }

    [Fact]
    public async Task In_a_workflow_bad_definitions_are_annotated_too()
    {
        using var family = SampleFolder.Good();
        family.Write("images/base/image.yaml", "from: debian:bookworm-slim\nplattforms: [linux/amd64]\n");

        await using var run = await ProgramRun.InWorkflowAsync(family.Root, "list");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("::error file=images/base/image.yaml,line=2,col=1,", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error: unknown option '--chekc' (did you mean '--check'?); --help lists them", "render", "--chekc")]
    [InlineData("error: unknown verb 'biuld' (did you mean 'build'?); for an image of that name write: test biuld", "biuld")]
    [InlineData("error: selector 'r-vr' matches no image (did you mean 'r-ver'?)", "r-vr")]
    [InlineData("error: selector 'r-vr' matches no image (did you mean 'r-ver'?)", "build", "r-vr")]
    [InlineData("error: --jobs: '0' is no whole number from 1 to 256", "build", "--jobs=0")]
    public async Task A_mistake_on_the_command_line_is_one_line_exits_2_and_changes_nothing(string message, params string[] arguments)
    {
        using var family = SampleFolder.Good();
        var before = SampleFolder.Contents(family.Root);

        await using var run = await ProgramRun.ToEndAsync(family.Root, arguments);

        Assert.True(run.ExitCode == 2, run.ToString());
        Assert.Equal(message + "\n", run.Errors);
        Assert.Empty(run.Output);
        Assert.Equal(before, SampleFolder.Contents(family.Root));
    }

    [Fact]
    public async Task A_folder_without_images_is_named()
    {
        var empty = Directory.CreateTempSubdirectory("images-e2e-");
        try
        {
            await using var run = await ProgramRun.ToEndAsync(empty.FullName, "list");

            Assert.Equal(2, run.ExitCode);
            Assert.Contains("there is no images/ here or in a folder above", run.Errors, StringComparison.Ordinal);
        }
        finally
        {
            empty.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_wrong_setting_is_named_with_its_line()
    {
        using var family = SampleFolder.Good();
        family.Write("cake.config", "[Images]\nJbos=4\n");

        await using var run = await ProgramRun.ToEndAsync(family.Root, "list");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("error: cake.config:2: unknown setting 'Jbos' (did you mean 'jobs'?)\n", run.Errors);
    }
}
