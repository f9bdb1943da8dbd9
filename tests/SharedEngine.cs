using System.Text.RegularExpressions;
using Docker.DotNet.Models;
using Images.Engines;

namespace Images.EngineTests;

/// <summary>
/// The engine that all tests of an assembly share: the one that the main job would find, started or installed if need be. Where
/// there can be none, tests that require it skip and say why.
/// </summary>
public sealed partial class SharedEngine : IAsyncLifetime
{
    /// <summary>The repository prefix of everything that tests build; removed at the end.</summary>
    public const string Registry = "images.test/";

    private EngineConnection? connection;
    private string? whyNot;

    /// <summary>Gets the connection, once required.</summary>
    public EngineConnection Connection => connection ?? throw new InvalidOperationException("require the engine first");

    public async ValueTask InitializeAsync()
    {
        try
        {
            var finder = EngineFinder.For(HostEnvironment.Current(), new Notices());
            var endpoint = await finder.FindAsync(new EngineOptions(), CancellationToken.None);
            connection = new EngineConnection(endpoint);
        }
        catch (EngineException error)
        {
            whyNot = error.Message;
        }
    }

    /// <summary>Skips the test where there is no engine.</summary>
    public Task RequireAsync()
    {
        Assert.SkipWhen(connection is null, $"no engine: {whyNot}");
        return Task.CompletedTask;
    }

    /// <summary>Skips the test where the engine's processes are not this machine's.</summary>
    public async Task RequireLocalAsync()
    {
        await RequireAsync();
        Assert.SkipWhen(Connection.Endpoint.SocketPath is null, $"the engine at {Connection.Endpoint.Address} is not on this machine");
    }

    /// <summary>Lists every reference that the engine has.</summary>
    public async Task<IReadOnlyList<string>> ReferencesAsync()
    {
        var images = await Connection.Docker.Images.ListImagesAsync(new ImagesListParameters(), TestContext.Current.CancellationToken);
        return [.. images.SelectMany(image => image.RepoTags ?? [])];
    }

    /// <summary>Lists what a run should have taken away: names of images under construction.</summary>
    public async Task<IReadOnlyList<string>> LeftBehindAsync() => [.. (await ReferencesAsync()).Where(name => RunName().IsMatch(name))];

    public async ValueTask DisposeAsync()
    {
        if (connection is null)
        {
            return;
        }

        foreach (var reference in (await ReferencesAsync()).Where(IsOfTests))
        {
            await connection.Docker.Images.DeleteImageAsync(reference, new ImageDeleteParameters { Force = true }, CancellationToken.None);
        }

        await connection.DisposeAsync();
    }

    private static bool IsOfTests(string reference) =>
        reference.StartsWith(Registry, StringComparison.Ordinal) || reference.StartsWith("images.local/", StringComparison.Ordinal);

    [GeneratedRegex("^images\\.local/.*-[0-9a-f]{8}$")]
    private static partial Regex RunName();

    private sealed class Notices : IProgress<string>
    {
        public void Report(string value) => TestContext.Current.SendDiagnosticMessage(value);
    }
}
