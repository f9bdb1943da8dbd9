using Images.Publishing;

namespace Images.Tests.Publishing;

public sealed class PublisherTests
{
    private static readonly string[] Writing = ["POST", "PUT", "PATCH", "DELETE"];

    [Fact]
    public async Task Every_image_is_there_by_its_digest_before_a_tag_is_put_and_every_version_before_a_tag_is_moved()
    {
        using var family = new PublishingFamily().With("4.5.3").With("4.6.1");
        var result = await family.PublishAsync();

        Assert.True(result.IsComplete);
        var puts = family.Server.Requests.Where(request => request.StartsWith("PUT manifests/", StringComparison.Ordinal)).ToList();
        var kinds = puts.Select(request =>
            request.Contains("sha256:", StringComparison.Ordinal) ? 1
            : request.Count(letter => letter == '.') == 2 ? 2
            : 3
        );
        Assert.Equal([1, 1, 2, 2, 3, 3, 3], kinds);
        Assert.Equal(("r-ver:4.5.3", "r-ver:4.6.1"), (family.VariantAt("4.5"), family.VariantAt("4.6")));
    }

    [Fact]
    public async Task A_layer_that_images_share_is_sent_once()
    {
        using var family = new PublishingFamily().With("4.5.3").With("4.6.1").With("4.7.0");
        var result = await family.PublishAsync();

        Assert.Equal(family.Server.Received.Distinct(StringComparer.Ordinal), family.Server.Received);
        Assert.Equal(7, result.Registries[0].Sent.Sent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_published_is_neither_read_nor_sent_again_on_any_machine(bool elsewhere)
    {
        using var first = new PublishingFamily().With("4.5.3").With("4.6.1");
        await first.PublishAsync();
        first.Server.Requests.Clear();
        using var other = new PublishingFamily { Server = first.Server }
            .With("4.5.3")
            .With("4.6.1");
        var family = elsewhere ? other : first;
        var result = await family.PublishAsync();

        Assert.True(result is { IsComplete: true, IsUnchanged: true });
        Assert.Empty(family.Export!.Exported);
        Assert.DoesNotContain(family.Server.Requests, request => Writing.Contains(request.Split(' ')[0]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_layer_that_the_registry_has_is_neither_read_nor_sent_on_any_machine(bool elsewhere)
    {
        using var first = new PublishingFamily().With("4.6.1");
        await first.PublishAsync();
        var received = first.Server.Received.Count;
        using var second = new PublishingFamily { Server = first.Server }.With("4.6.1", "mended");
        if (!elsewhere)
        {
            CopyMemory(first.Root, second.Root);
        }

        var result = await second.PublishAsync();
        Assert.True(result.IsComplete);
        Assert.Single(second.Export!.Read);
        Assert.Equal(received + 2, second.Server.Received.Count);
    }

    [Fact]
    public async Task A_layer_that_a_registry_has_lost_is_read_and_sent_again()
    {
        using var first = new PublishingFamily().With("4.6.1");
        await first.PublishAsync();
        using var second = new PublishingFamily().With("4.6.1");
        CopyMemory(first.Root, second.Root);
        var result = await second.PublishAsync();

        Assert.True(result.IsComplete);
        Assert.Equal("r-ver:4.6.1", second.VariantAt("latest"));
    }

    [Fact]
    public async Task A_registry_that_mounts_nothing_is_sent_what_it_lacks()
    {
        using var first = new PublishingFamily { Server = new MemoryRegistry { Mounts = false } }.With("4.6.1");
        await first.PublishAsync(registries: "127.0.0.1:1/acme");
        var result = await first.PublishAsync(registries: "127.0.0.1:1/other");

        Assert.True(result.IsComplete);
        Assert.Contains(("other/r-ver", "latest"), first.Server.Tags.Keys);
    }

    [Fact]
    public async Task An_image_that_one_registry_has_is_the_very_same_in_another_and_is_not_read_out_of_the_engine()
    {
        using var family = new PublishingFamily().With("4.6.1");
        await family.PublishAsync(registries: "127.0.0.1:1/acme");
        var result = await family.PublishAsync(registries: ["127.0.0.1:1/acme", "127.0.0.1:1/other"]);

        Assert.True(result.IsComplete);
        Assert.Empty(family.Export!.Exported);
        Assert.Equal(family.Server.Tags[("acme/r-ver", "4.6.1")], family.Server.Tags[("other/r-ver", "4.6.1")]);
    }

    [Fact]
    public async Task A_registry_that_fails_is_named_and_does_not_hold_up_another()
    {
        using var family = new PublishingFamily().With("4.6.1");
        family.Server.Before = (request, _) =>
            request.RequestUri!.AbsolutePath.Contains("/other/", StringComparison.Ordinal) && request.Method == HttpMethod.Put
                ? throw new HttpRequestException(HttpRequestError.ConnectionError)
                : Task.CompletedTask;
        var result = await family.PublishAsync(registries: ["127.0.0.1:1/acme", "127.0.0.1:1/other"]);

        Assert.Equal(
            [null, "127.0.0.1:1/other"],
            result.Registries.Select(registry => registry.Problem is null ? null : registry.Registry)
        );
        Assert.Equal("r-ver:4.6.1", family.VariantAt("latest"));
        Assert.DoesNotContain(family.Server.Tags.Keys, tag => tag.Repository.StartsWith("other", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_it_breaks_off_no_tag_moves_before_everything_is_there_and_the_next_run_ends_it(bool isAnswerLost)
    {
        for (var cut = 1; ; cut++)
        {
            using var family = new PublishingFamily().With("4.5.3").With("4.6.1");
            var count = 0;
            Func<HttpRequestMessage, CancellationToken, Task> broken = (_, _) =>
                Interlocked.Increment(ref count) >= cut
                    ? throw new HttpRequestException(HttpRequestError.ResponseEnded)
                    : Task.CompletedTask;
            (family.Server.Before, family.Server.After) = isAnswerLost ? (family.Server.Before, broken) : (broken, family.Server.After);
            PublishResult result = await family.PublishAsync();
            RequireWhole(family, $"cut at {cut}");
            if (count < cut)
            {
                Assert.True(result.IsComplete);
                Assert.True(cut > 30);
                return;
            }

            Assert.False(result.IsComplete);
            var received = family.Server.Received.ToList();
            family.Server.Before = family.Server.After = (_, _) => Task.CompletedTask;
            Assert.True((await family.PublishAsync()).IsComplete);
            RequireWhole(family, $"after the cut at {cut}");
            Assert.Equal("r-ver:4.6.1", family.VariantAt("latest"));
            Assert.DoesNotContain(received, digest => family.Server.Received.Count(other => other == digest) > 1);
        }
    }

    private static void RequireWhole(PublishingFamily family, string when)
    {
        var tags = family.Server.Tags.Keys.Select(tag => tag.Tag).ToHashSet(StringComparer.Ordinal);
        if (tags.Count > 0)
        {
            Assert.True(family.Server.Manifests.Count == 2, $"{when}: a tag without all images");
        }

        if (tags.Overlaps(["latest", "4.5", "4.6"]))
        {
            Assert.True(tags.IsSupersetOf(["4.5.3", "4.6.1"]), $"{when}: a moving tag without all versions");
        }
    }

    private static void CopyMemory(string from, string to)
    {
        Directory.CreateDirectory(Path.Combine(to, "artifacts"));
        File.Copy(Path.Combine(from, "artifacts", "published.json"), Path.Combine(to, "artifacts", "published.json"));
    }
}
