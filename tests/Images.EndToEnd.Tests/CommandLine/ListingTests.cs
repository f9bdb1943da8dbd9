using System.Text.Json;

namespace Images.EndToEnd.Tests.CommandLine;

public class ListingTests
{
    [Fact]
    public async Task List_prints_a_table_on_standard_output_and_nothing_else()
    {
        const string Expected = """
            IMAGE        FROM                  TAGS                DESCRIPTION
            base         debian:bookworm-slim  latest              What all others stand on
            r-ver:4.5.3  base                  4.5.3, 4.5          R 4.5.3
            r-ver:4.6.1  base                  4.6.1, 4.6, latest  R 4.6.1

            """;
        using var family = SampleFolder.Good();

        await using var run = await ProgramRun.ToEndAsync(family.Root, "list");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(Expected, run.Output);
        Assert.Empty(run.Errors);
    }

    [Fact]
    public async Task Graph_prints_a_tree_from_a_subfolder_too()
    {
        const string Expected = """
            debian:bookworm-slim
            └─ base (latest)
               ├─ r-ver:4.5.3 (4.5)
               └─ r-ver:4.6.1 (4.6, latest)

            3 images on 1 external base

            """;
        using var family = SampleFolder.Good();

        await using var run = await ProgramRun.ToEndAsync(Path.Combine(family.Root, "images", "r-ver"), "graph");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(Expected, run.Output);
    }

    [Theory]
    [InlineData("list", "--json", "r-ver")]
    [InlineData("graph", "--format=json", "r-ver")]
    [InlineData("--target=List", "--json", "--verbosity=diagnostic")]
    public async Task With_json_standard_output_is_one_document(params string[] arguments)
    {
        using var family = SampleFolder.Good();

        await using var run = await ProgramRun.ToEndAsync(family.Root, arguments);

        Assert.True(run.ExitCode == 0, run.ToString());
        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal(1, document.RootElement.GetProperty("schemaVersion").GetInt32());
        var ids = document.RootElement.GetProperty("images").EnumerateArray().Select(image => image.GetProperty("id").GetString());
        Assert.Contains("r-ver:4.6.1", ids);
    }

    [Fact]
    public async Task Tree_shows_the_chain_of_the_main_job()
    {
        using var family = SampleFolder.Good();

        await using var run = await ProgramRun.ToEndAsync(family.Root, "--tree");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("Default\n└─Test\n   └─Build\n      └─Render\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_names_the_steps_and_their_images_between_two_lines_that_say_so_and_changes_nothing()
    {
        using var family = SampleFolder.Good();
        var before = SampleFolder.Contents(family.Root);

        await using var run = await ProgramRun.ToEndAsync(family.Root, "--dryrun");

        Assert.True(run.ExitCode == 0, run.ToString());
        var lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.Equal("DRY RUN: nothing was changed", lines[0]);
        Assert.Equal("DRY RUN: nothing was changed", lines[^1]);
        string[] images = ["   base", "   r-ver:4.5.3", "   r-ver:4.6.1"];
        var steps = lines[1..^1].Select(line => line.StartsWith(' ') ? line : line.Split(':')[0]);
        Assert.Equal(["1. Render", "2. Build", .. images, "3. Test", .. images, "4. Default"], steps);

        await using var chosen = await ProgramRun.ToEndAsync(family.Root, "--dryrun", "r-ver:4.5.3");
        Assert.Equal(
            ["   base", "   r-ver:4.5.3", "   base", "   r-ver:4.5.3"],
            chosen.Output.Split('\n').Where(line => line.StartsWith(' '))
        );
        Assert.Equal(before, SampleFolder.Contents(family.Root));
    }
}
