using Docker.DotNet.Models;
using Images.EndToEnd.Tests.Testing;

namespace Images.EndToEnd.Tests.MainJob;

[Trait("Category", "Engine")]
public sealed class PublishedImageTests(SharedEngine engine, TestImages images) : IClassFixture<TestImages>
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_published_is_neither_built_nor_tested_and_is_pulled_only_to_be_built_from()
    {
        await engine.RequireLocalAsync();
        await using var registry = await LoopbackRegistry.StartAsync(cancel);
        using var family = new FamilyFolder();
        family.Write("images/family.yaml", $"registries: [{registry.Address}/team]");
        family.Image(
            "trunk",
            await images.ToolsAsync(),
            $"RUN echo trunk > /trunk; : {Guid.NewGuid()}",
            "test:\n  - { run: cat /trunk, expect: trunk }\n"
        );
        family.Image("leaf", "trunk", "RUN echo one > /leaf");
        family.Image("other", "trunk", "RUN echo other > /other");

        // Another machine builds, tests and publishes; this one has none of it.
        await using var elsewhere = await ProgramRun.ToEndAsync(family.Root);
        Assert.True(elsewhere.ExitCode == 0, elsewhere.ToString());
        foreach (var id in new[] { "trunk", "leaf", "other" })
        {
            await RegistryPush.ToAsync(engine, $"{registry.Address}/team/{id}:default", $"{registry.Address}/team/{id}:default", cancel);
        }

        await ForgetAsync(registry.Address);
        Directory.Delete(Path.Combine(family.Root, "artifacts"), recursive: true);

        await using var nothing = await ProgramRun.ToEndAsync(family.Root, "--against=registry");
        Assert.True(nothing.ExitCode == 0, nothing.ToString());
        Assert.Equal(["published"], new[] { "trunk", "leaf", "other" }.Select(nothing.OutcomeOf).Distinct());
        Assert.Contains("3 published; no test was run", nothing.Output, StringComparison.Ordinal);
        Assert.Empty(await OfRegistryAsync(registry.Address));

        family.Image("leaf", "trunk", "RUN cat /trunk > /leaf", "test:\n  - { run: cat /leaf, expect: trunk }\n");
        await using var one = await ProgramRun.ToEndAsync(family.Root, "--against=registry");
        Assert.True(one.ExitCode == 0, one.ToString());
        Assert.Equal(["published", "built", "published"], new[] { "trunk", "leaf", "other" }.Select(one.OutcomeOf));
        Assert.Contains($"pulling {registry.Address}/team/trunk@sha256:", one.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("team/other", one.Errors, StringComparison.Ordinal);
        Assert.Equal([$"{registry.Address}/team/leaf:default"], await TagsOfRegistryAsync(registry.Address));
        Assert.Empty(await engine.LeftBehindAsync(one.ProcessId));
    }

    private async Task<IReadOnlyList<ImagesListResponse>> OfRegistryAsync(string address)
    {
        var all = await engine.Connection.Docker.Images.ListImagesAsync(new ImagesListParameters(), cancel);
        return
        [
            .. all.Where(image =>
                (image.RepoTags ?? []).Concat(image.RepoDigests ?? []).Any(name => name.StartsWith(address, StringComparison.Ordinal))
            ),
        ];
    }

    // The containerd store counts references by digest among the tags.
    private async Task<IEnumerable<string>> TagsOfRegistryAsync(string address) =>
        (await OfRegistryAsync(address))
            .SelectMany(image => image.RepoTags ?? [])
            .Where(name => !name.Contains("<none>", StringComparison.Ordinal) && !name.Contains('@', StringComparison.Ordinal));

    private async Task ForgetAsync(string address)
    {
        foreach (var image in await OfRegistryAsync(address))
        {
            await engine.Connection.Docker.Images.DeleteImageAsync(image.ID, new ImageDeleteParameters { Force = true }, cancel);
        }
    }
}
