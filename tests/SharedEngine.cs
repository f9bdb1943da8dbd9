using System.Globalization;
using System.Text.RegularExpressions;
using Docker.DotNet.Models;
using Images.Definitions;
using Images.Engines;

namespace Images.EngineTests;

/// <summary>
/// The engine that all tests of an assembly share: the one that the main job would find, started or installed if need be. Where
/// there can be none, tests that require it skip and say why.
/// </summary>
public sealed partial class SharedEngine : IAsyncLifetime
{
    /// <summary>An image with a shell, made from packages where no registry can be reached.</summary>
    public const string BaseName = "debian:bookworm-slim";

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

    /// <summary>Gets why there is no engine, or null when there is one.</summary>
    public string? WhyNot => whyNot;

    /// <summary>Skips the test where there is no engine.</summary>
    public Task RequireAsync()
    {
        Assert.SkipWhen(connection is null, $"no engine: {whyNot}");
        return Task.CompletedTask;
    }

    /// <summary>Has <see cref="BaseName"/> on the engine; skips the test where it can't be had.</summary>
    public async Task RequireBaseAsync()
    {
        await RequireAsync();
        var why = await WhyNoBaseAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(why is not null, $"no base: {why}");
    }

    /// <summary>Has <see cref="BaseName"/> on the engine, or says why it can't be had.</summary>
    public async Task<string?> WhyNoBaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            var bases = new BaseImages(Connection, HostEnvironment.Current(), new HostCommands(), TimeProvider.System, new Notices());
            await bases.EnsureAsync(BaseName, new BootstrapRecipe("debian", "bookworm", null), cancellationToken);
            return null;
        }
        catch (EngineException error)
        {
            return error.Message;
        }
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

    /// <summary>Gives an image a name.</summary>
    /// <param name="image">The image.</param>
    /// <param name="name">The name, with a tag.</param>
    public Task TagAsync(string image, string name)
    {
        var (repository, tag) = (name[..name.LastIndexOf(':')], name[(name.LastIndexOf(':') + 1)..]);
        var parameters = new ImageTagParameters { RepositoryName = repository, Tag = tag };
        return Connection.Docker.Images.TagImageAsync(image, parameters, TestContext.Current.CancellationToken);
    }

    /// <summary>Lists the layers of an image, the lowest first.</summary>
    public async Task<IReadOnlyList<string>> LayersAsync(string image)
    {
        var description = await Connection.Http.GetAsync($"images/{image}/json", TestContext.Current.CancellationToken);
        return [.. description!["RootFS"]!["Layers"]!.AsArray().Select(layer => layer!.GetValue<string>())];
    }

    /// <summary>Finds the first part of the engine's version.</summary>
    public async Task<int> MajorVersionAsync()
    {
        var info = await Connection.GetInfoAsync(TestContext.Current.CancellationToken);
        return int.Parse(info.Version.Split('.')[0], CultureInfo.InvariantCulture);
    }

    /// <summary>Lists what a run should have taken away: names of images under construction.</summary>
    /// <param name="processId">The run; others may be at work on the same engine.</param>
    public async Task<IReadOnlyList<string>> LeftBehindAsync(int processId) =>
        [
            .. (await ReferencesAsync()).Where(name =>
                RunName().Match(name).Groups["process"].Value == processId.ToString(CultureInfo.InvariantCulture)
            ),
        ];

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }
    }

    [GeneratedRegex(@"^images\.local/.*-run\.[0-9a-f]+\.(?<process>[0-9]+)\.")]
    private static partial Regex RunName();

    private sealed class Notices : IProgress<string>
    {
        public void Report(string value) => TestContext.Current.SendDiagnosticMessage(value);
    }
}
