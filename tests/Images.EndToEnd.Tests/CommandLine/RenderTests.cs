namespace Images.EndToEnd.Tests.CommandLine;

public class RenderTests
{
    [Fact]
    public async Task Render_writes_then_check_is_content_and_says_so_on_standard_error()
    {
        using var family = SampleFolder.Good();

        await using var render = await ProgramRun.ToEndAsync(family.Root, "render");
        await using var check = await ProgramRun.ToEndAsync(family.Root, "render", "--check");

        Assert.True(render.ExitCode == 0, render.ToString());
        Assert.True(File.Exists(Path.Combine(family.Root, "images/r-ver/4.6.1/Dockerfile")));
        Assert.True(check.ExitCode == 0, check.ToString());
        Assert.Empty(check.Output);
        Assert.Equal("3 Dockerfiles are current\n", check.Errors);
    }

    [Fact]
    public async Task Check_prints_a_diff_names_orphans_exits_3_and_writes_nothing()
    {
        using var family = SampleFolder.Good();
        await using var render = await ProgramRun.ToEndAsync(family.Root, "render");
        var dockerfile = Path.Combine(family.Root, "images/base/default/Dockerfile");
        var text = await File.ReadAllTextAsync(dockerfile, TestContext.Current.CancellationToken);
        family.Write("images/base/default/Dockerfile", text.Replace("CMD [\"sh\"]", "CMD [\"bash\"]", StringComparison.Ordinal));
        File.Delete(Path.Combine(family.Root, "images/r-ver/4.5.3/Dockerfile"));
        family.Write("images/r-ver/3.0.0/Dockerfile", text);
        var before = SampleFolder.Contents(family.Root);

        await using var check = await ProgramRun.InWorkflowAsync(family.Root, "render", "--check");

        Assert.True(check.ExitCode == 3, check.ToString());
        Assert.Contains("-CMD [\"bash\"]\n+CMD [\"sh\"]\n", check.Output, StringComparison.Ordinal);
        Assert.Contains("images/base/default/Dockerfile:", check.Errors, StringComparison.Ordinal);
        Assert.Contains("images/r-ver/4.5.3/Dockerfile:1: missing", check.Errors, StringComparison.Ordinal);
        Assert.Contains("images/r-ver/3.0.0/Dockerfile:1: orphan", check.Errors, StringComparison.Ordinal);
        Assert.Contains("::error file=images/base/default/Dockerfile,line=", check.Errors, StringComparison.Ordinal);
        Assert.Equal(before, SampleFolder.Contents(family.Root));
    }
}
