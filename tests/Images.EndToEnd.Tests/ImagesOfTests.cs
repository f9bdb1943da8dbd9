using Docker.DotNet;
using Docker.DotNet.Models;

namespace Images.EndToEnd.Tests;

/// <summary>Removes at the end every image that the tests of this process made.</summary>
public sealed class ImagesOfTests : IAsyncLifetime
{
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await using var engine = new SharedEngine();
        await engine.InitializeAsync();
        if (engine.WhyNot is not null)
        {
            return;
        }

        foreach (var image in await OfThisProcessAsync(engine))
        {
            try
            {
                await engine.Connection.Docker.Images.DeleteImageAsync(image, new ImageDeleteParameters { Force = true });
            }
            catch (DockerImageNotFoundException)
            {
                // It went with an image that was built from it.
            }
        }
    }

    // Others use the engine too: theirs stay, also those that are under construction.
    private static async Task<IEnumerable<string>> OfThisProcessAsync(SharedEngine engine)
    {
        var mine = new Dictionary<string, bool> { [$"{FamilyFolder.Label}={FamilyFolder.Run}"] = true };
        var filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = mine };
        var labelled = await engine.Connection.Docker.Images.ListImagesAsync(new ImagesListParameters { Filters = filters });
        var named = (await engine.ReferencesAsync()).Where(name => name.StartsWith($"{FamilyFolder.Registry}/", StringComparison.Ordinal));
        return [.. named, .. labelled.Select(image => image.ID)];
    }
}
