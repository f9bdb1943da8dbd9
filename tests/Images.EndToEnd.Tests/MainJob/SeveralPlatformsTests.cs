using Images.EndToEnd.Tests.Engines;

namespace Images.EndToEnd.Tests.MainJob;

[Trait("Category", "Engine")]
public sealed class SeveralPlatformsTests(SharedEngine engine)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_of_two_platforms_has_both_or_is_refused_at_its_line_before_anything_is_started()
    {
        await engine.RequireAsync();
        using var family = new FamilyFolder();
        family.Image("both", "scratch", "COPY image.yaml /", "platforms: [linux/amd64, linux/arm64]\n");
        // It would be looked for, pulled and missed.
        family.Image("other", "images.test/none:1", "COPY image.yaml /");

        await using var run = await ProgramRun.ToEndAsync(family.Root, "build", "both");

        if (!(await engine.Connection.GetInfoAsync(cancel)).IsContainerdStore)
        {
            await using var all = await ProgramRun.ToEndAsync(family.Root, "--pull");
            foreach (var refused in new[] { run, all })
            {
                Assert.True(refused.ExitCode == 2, refused.ToString());
                Assert.StartsWith(
                    "images/both/image.yaml:2:13: linux/amd64 and linux/arm64 in one image: the engine ",
                    Assert.Single(refused.Complaints),
                    StringComparison.Ordinal
                );
                Assert.Empty(refused.Output);
            }

            return;
        }

        Assert.True(run.ExitCode == 0, run.ToString());
        var image = await StoredImage.SaveAsync(engine, "images.local/both:default", cancel);
        var platforms = new Dictionary<string, string> { ["linux/amd64"] = "linux/amd64", ["linux/arm64"] = "linux/arm64" };
        Assert.Equal(platforms, image.Platforms);
        Assert.Empty(image.Attested);
    }
}
