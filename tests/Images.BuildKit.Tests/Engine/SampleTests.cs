using System.Diagnostics;

namespace Images.BuildKit.Tests.Engine;

[Collection("Engine")]
[Trait("Category", "Engine")]
public sealed class SampleTests(TestEngine engine)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_sample_builds_an_image_and_prints_its_steps_and_id()
    {
        await using var client = engine.Client();
        using var directory = new TemporaryDirectory().Write("Dockerfile", "FROM scratch\nCOPY a /\n").Write("a", "a");
        var name = engine.NewName();
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "BuildDockerfile.dll"), directory["Dockerfile"], name]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOCKER_HOST"] = engine.Address },
        };

        using var sample = Process.Start(start)!;
        var (output, errors) = (sample.StandardOutput.ReadToEndAsync(cancel), sample.StandardError.ReadToEndAsync(cancel));
        await sample.WaitForExitAsync(cancel);

        Assert.True(sample.ExitCode == 0, await errors);
        Assert.Contains("COPY a /", await errors, StringComparison.Ordinal);
        Assert.Contains((await output).Trim(), await engine.InspectAsync(name), StringComparison.Ordinal);
    }
}
