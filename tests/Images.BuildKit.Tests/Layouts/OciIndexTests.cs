using System.Text.Json;
using Images.BuildKit.Layouts;

namespace Images.BuildKit.Tests.Layouts;

public sealed class OciIndexTests : IDisposable
{
    private static readonly string One = $"sha256:{new string('1', 64)}";
    private static readonly string Two = $"sha256:{new string('2', 64)}";

    private readonly TemporaryDirectory directory = new();
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_tag_stands_for_what_was_put_last_and_other_entries_stay()
    {
        var index = Index();
        Assert.Null(await index.FindAsync("latest", cancel));

        await index.PutAsync("latest", Descriptor(One), cancel);
        await index.PutAsync("other", Descriptor(One), cancel);
        await index.PutAsync("latest", Descriptor(Two), cancel);

        Assert.Equal(Two, (await index.FindAsync("latest", cancel)).ToString());
        Assert.Equal(One, (await index.FindAsync("other", cancel)).ToString());
        Assert.Null(await index.FindAsync("none", cancel));
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(directory["index.json"], cancel));
        Assert.Equal(2, json.RootElement.GetProperty("manifests").GetArrayLength());
        Assert.Equal(2, json.RootElement.GetProperty("schemaVersion").GetInt32());
        Assert.Equal(7, json.RootElement.GetProperty("manifests")[0].GetProperty("size").GetInt32());
    }

    [Fact]
    public async Task Many_who_put_at_the_same_time_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Index().PutAsync($"t{i}", Descriptor(One), cancel), cancel)));

        for (var i = 0; i < 20; i++)
        {
            Assert.NotNull(await Index().FindAsync($"t{i}", cancel));
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("no json")]
    public async Task A_file_that_is_no_index_is_refused_and_kept(string text)
    {
        directory.Write("index.json", text);

        await Assert.ThrowsAnyAsync<JsonException>(() => Index().FindAsync("latest", cancel));
        await Assert.ThrowsAnyAsync<JsonException>(() => Index().PutAsync("latest", Descriptor(One), cancel));
        Assert.Equal(text, await File.ReadAllTextAsync(directory["index.json"], cancel));
    }

    private static string Descriptor(string digest) => $$"""{"mediaType":"m","digest":"{{digest}}","size":7}""";

    private OciIndex Index() => new(directory["index.json"], TimeProvider.System);
}
