using System.Globalization;
using Images.EndToEnd.Tests.Workflows;
using Images.Loopback;

namespace Images.EndToEnd.Tests.Jobs;

/// <summary>Data in and out of a real server that speaks S3's language, on the loopback.</summary>
[Trait("Category", "Engine")]
public sealed class StorageTests(SharedEngine engine) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("images-e2e-").FullName;
    private readonly int port = FreePort.Find();
    private IAsyncDisposable? server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await engine.RequireBaseAsync();
        var number = port.ToString(CultureInfo.InvariantCulture);
        server = await NodePackages.ServeAsync(
            "s3rver/bin/s3rver.js",
            folder,
            // Its continuation tokens are made with a cipher of old.
            ["--openssl-legacy-provider"],
            ["-d", Path.Combine(folder, "s3"), "-a", "127.0.0.1", "-p", number, "--configure-bucket", "data"],
            port
        );
    }

    [Fact]
    public async Task Results_go_into_storage_and_come_back_as_data_also_of_a_job_that_fails()
    {
        Write("out.yaml", "upload: s3://data/in", "mkdir /golem/output/deep; head -c 6000000 /dev/zero > /golem/output/deep/big; exit 3");
        Write("back.yaml", "input: s3://data/in", "wc -c < /golem/resources/deep/big; touch /golem/resources/x");
        Write("none.yaml", "input: s3://data/nothing", "true");
        Write("lost.yaml", "upload: s3://no-such-bucket", "echo kept > /golem/output/result");

        await using var stored = await RunAsync("out.yaml");
        await using var fetched = await RunAsync("back.yaml");
        await using var missing = await RunAsync("none.yaml");
        await using var lost = await RunAsync("lost.yaml");

        Assert.Equal(3, stored.ExitCode);
        Assert.True(fetched.Output == "6000000\n", fetched.ToString());
        Assert.Contains("Read-only file system", fetched.Errors, StringComparison.Ordinal);
        Assert.Equal("error: none: s3://data/nothing: nothing is there; correct the address\n", missing.Errors);
        Assert.Contains(
            "but not in storage: s3://no-such-bucket: there is no bucket no-such-bucket",
            lost.Errors,
            StringComparison.Ordinal
        );
        Assert.Equal("kept\n", await File.ReadAllTextAsync(Path.Combine(folder, "artifacts/jobs/lost/result"), Token));
        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), $"images-job.*.{fetched.ProcessId}.*"));
    }

    public async ValueTask DisposeAsync()
    {
        await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(folder, recursive: true);
    }

    private void Write(string name, string storage, string command) =>
        File.WriteAllText(Path.Combine(folder, name), $"image: debian:bookworm-slim\n{storage}\ncommand: {command}\n");

    private Task<ProgramRun> RunAsync(string file) =>
        ProgramRun.WithAsync(
            folder,
            new Dictionary<string, string>
            {
                ["AWS_ENDPOINT_URL"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
                ["AWS_ACCESS_KEY_ID"] = "S3RVER",
                ["AWS_SECRET_ACCESS_KEY"] = "S3RVER",
                ["AWS_REGION"] = "us-east-1",
            },
            "run",
            file
        );
}
