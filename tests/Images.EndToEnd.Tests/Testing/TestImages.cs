using System.Text.Json.Nodes;

namespace Images.EndToEnd.Tests.Testing;

/// <summary>Images made without a registry, and removed at the end.</summary>
/// <param name="engine">The engine that all tests share.</param>
public sealed class TestImages(SharedEngine engine) : IAsyncLifetime
{
    /// <summary>Accounts of an image: root, and the one it runs as.</summary>
    public const string Passwd = "root:x:0:0::/:/bin/sh\nuser:x:1000:1000::/:/bin/sh\n";

    private readonly List<string> images = [];
    private string? good;

    /// <summary>A good image: a shell, locked accounts, a user of its own. Skips the test where there is no engine.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> GoodAsync() =>
        good ??= await ImportAsync(
            ["USER 1000", "ENV PATH=/bin", "ENTRYPOINT [\"cat\"]"],
            ("etc/passwd", Passwd, false),
            ("etc/shadow", "root:*:19000:0:99999:7:::\nuser:!:19000:0:99999:7:::\n", false)
        );

    /// <summary>A base of a few megabytes that tests build families on: a shell and what goes with it.</summary>
    /// <returns>Its name, which is nobody else's.</returns>
    public async Task<string> ToolsAsync()
    {
        var id = await ImportAsync(["ENV PATH=/bin"], ("etc/passwd", Passwd, false), ("etc/shadow", "root:*:1::::::\n", false));
        var name = $"{FamilyFolder.Registry}-tools:{Guid.NewGuid():N}";
        await engine.TagAsync(id, name);
        return name;
    }

    /// <summary>Makes an image of the host's programs and some files.</summary>
    /// <param name="changes">Dockerfile instructions that set its configuration.</param>
    /// <param name="files">Path without a leading slash, content, whether executable; a later file of one path wins.</param>
    /// <returns>Its id.</returns>
    public Task<string> ImportAsync(IEnumerable<string> changes, params (string Path, string Content, bool Executable)[] files) =>
        ImportAsync(changes, tar => HostPrograms.WriteAsync(tar, files));

    /// <summary>Makes an image.</summary>
    /// <param name="changes">Dockerfile instructions that set its configuration.</param>
    /// <param name="write">Writes the root file system.</param>
    /// <returns>Its id.</returns>
    public async Task<string> ImportAsync(IEnumerable<string> changes, Func<Stream, Task> write)
    {
        await engine.RequireAsync();
        using var tar = new MemoryStream();
        await write(tar);
        tar.Position = 0;
        using var content = new StreamContent(tar);
        content.Headers.ContentType = new("application/x-tar");
        var settings = changes.Append("LABEL org.images.test=testing").Select(change => "&changes=" + Uri.EscapeDataString(change));
        using var answer = await engine.Connection.Http.OpenAsync(
            HttpMethod.Post,
            "images/create?fromSrc=-" + string.Concat(settings),
            content,
            TestContext.Current.CancellationToken
        );
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var last = text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        var id = JsonNode.Parse(last)?["status"]?.GetValue<string>() ?? throw new InvalidOperationException(last);
        images.Add(id);
        return id;
    }

    /// <summary>Counts the containers of an image, running or not.</summary>
    /// <param name="imageId">The image.</param>
    /// <returns>The count.</returns>
    public async Task<int> ContainersOfAsync(string imageId)
    {
        var filters = Uri.EscapeDataString(new JsonObject { ["ancestor"] = new JsonArray(imageId) }.ToJsonString());
        var list = await engine.Connection.Http.GetAsync($"containers/json?all=1&filters={filters}", TestContext.Current.CancellationToken);
        return ((JsonArray)list!).Count;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var image in images.Distinct())
        {
            using var answer = await engine.Connection.Http.OpenAsync(
                HttpMethod.Delete,
                $"images/{image}?force=1",
                null,
                CancellationToken.None
            );
        }
    }
}
