namespace Images.Build.Hosting;

public sealed class PublishedDigestsTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("images-test-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void A_new_version_took_the_place_of_what_any_of_its_version_tags_named()
    {
        Report(
            """{ "name": "1.1", "class": "version", "outcome": "put", "before": null }""",
            """{ "name": "latest", "class": "version", "outcome": "put", "before": "sha256:old" }"""
        );

        var digests = PublishedDigests.Read(root);

        Assert.Equal("sha256:old", digests.Before["tool"]);
        Assert.Empty(digests.New);
    }

    [Fact]
    public void What_a_moving_tag_named_was_another_variant_and_does_not_count()
    {
        Report(
            """{ "name": "1.1", "class": "version", "outcome": "put", "before": null }""",
            """{ "name": "latest", "class": "moving", "outcome": "put", "before": "sha256:old" }"""
        );

        var digests = PublishedDigests.Read(root);

        Assert.Empty(digests.Before);
        Assert.Equal(["tool"], digests.New);
    }

    [Fact]
    public void Where_there_is_no_report_nothing_is_known() => Assert.Empty(PublishedDigests.Read(root).Before);

    private void Report(params string[] tags)
    {
        Directory.CreateDirectory(Path.Combine(root, "artifacts"));
        File.WriteAllText(
            Path.Combine(root, "artifacts", "report.json"),
            $$"""{ "published": { "registries": [{ "images": [{ "id": "tool", "tags": [{{string.Join(", ", tags)}}] }] }] } }"""
        );
    }
}
