using System.Text.Json.Nodes;

namespace Images.EndToEnd.Tests.Family;

/// <summary>
/// The tests of the repository's images catch what a look at the version does not. A broken image is a child, which inherits its parent's tests.
/// With <c>IMAGES_TEST_FAMILY=full</c> the large images are broken too: some minutes and a gigabyte of downloads.
/// </summary>
[Trait("Category", "Engine")]
public sealed class BrokenImagesTests(SharedEngine engine)
{
    private const string Version = "its version is still told";

    [Fact]
    public async Task A_broken_image_that_still_tells_its_version_fails_its_tests()
    {
        await engine.RequireAsync();
        using var family = new FamilyFolder();
        family.CopyFamily();
        foreach (var broken in Breakage.All)
        {
            family.Image(
                broken.Name,
                broken.Image,
                $"USER 0\nRUN {broken.Command}\nUSER 1000",
                $"limits: {{ size: 5GB, layers: 30 }}\ntest:\n  - {{ name: {Version}, run: {broken.Version} }}\n"
            );
        }

        await using var run = await ProgramRun.ToEndAsync(family.Root, ["test", .. Breakage.All.Select(broken => broken.Name)]);

        Assert.True(run.ExitCode == 1, run.ToString());
        var images = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(family.Root, "artifacts/report.json"), TestContext.Current.CancellationToken)
        )!["images"]!.AsArray();
        var names = Breakage.All.Select(broken => broken.Name).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(
            Lines(Breakage.All.Select(broken => $"{broken.Name}: {string.Join(", ", broken.Failing)}")),
            Lines(images.Where(image => names.Contains(Text(image, "id"))).Select(image => $"{Text(image, "id")}: {Failed(image)}"))
        );
        Assert.All(images.Where(image => !names.Contains(Text(image, "id"))), image => Assert.Equal(string.Empty, Failed(image)));
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Order(StringComparer.Ordinal));

    private static string Failed(JsonNode? image) =>
        string.Join(", ", image!["tests"]!.AsArray().Where(test => Text(test, "outcome") == "failed").Select(test => Text(test, "name")));

    private static string Text(JsonNode? node, string member) => node![member]!.GetValue<string>();
}
