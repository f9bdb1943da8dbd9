using Docker.DotNet;
using Docker.DotNet.Models;
using Images.Building;

namespace Images.EndToEnd.Tests;

/// <summary>Removes at the end every image that the tests of this assembly named.</summary>
public sealed class ImagesOfTests : IAsyncLifetime
{
    private const string Registry = "images.test/";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await using var engine = new SharedEngine();
        await engine.InitializeAsync();
        if (engine.WhyNot is not null)
        {
            return;
        }

        foreach (var reference in (await engine.ReferencesAsync()).Where(IsOfTests))
        {
            try
            {
                await engine.Connection.Docker.Images.DeleteImageAsync(reference, new ImageDeleteParameters { Force = true });
            }
            catch (DockerImageNotFoundException)
            {
                // Another run on this engine was quicker.
            }
        }
    }

    private static bool IsOfTests(string reference) =>
        reference.StartsWith(Registry, StringComparison.Ordinal) || reference.StartsWith(LocalNames.Prefix, StringComparison.Ordinal);
}
