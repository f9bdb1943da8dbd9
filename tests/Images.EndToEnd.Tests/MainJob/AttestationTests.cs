using Images.EndToEnd.Tests.Engines;
using Images.EndToEnd.Tests.Testing;

namespace Images.EndToEnd.Tests.MainJob;

[Trait("Category", "Engine")]
public sealed class AttestationTests(SharedEngine engine, TestImages images) : IClassFixture<TestImages>
{
    private const string Sbom = "https://spdx.dev/Document";

    // What BuildKit wants of a scanner: a statement in a folder that it names.
    private const string Scanner = """
        #!/bin/sh
        echo '{"_type":"https://in-toto.io/Statement/v0.1","predicateType":"https://spdx.dev/Document","predicate":{"spdxVersion":"SPDX-2.3","name":"found"}}' > "$BUILDKIT_SCAN_DESTINATION/x.spdx.json"
        """;

    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_has_the_attestations_that_were_asked_for_or_they_are_refused_before_anything_is_started()
    {
        await engine.RequireAsync();
        using var family = new FamilyFolder();
        family.Image("attested", "scratch", "COPY image.yaml /");
        if (!(await engine.Connection.GetInfoAsync(cancel)).IsContainerdStore)
        {
            await RefusedAsync(family, "--provenance", "--provenance: the engine ");
            await RefusedAsync(family, "--sbom=images.test/none:1", "--sbom: the engine ");
            await RefusedAsync(family, "--cache-to=type=local,dest=cache", "--cache-to: the engine ");
            return;
        }

        Assert.Empty((await BuiltAsync(family)).Attested);

        var scanner = await ScannerAsync();
        var attested = await BuiltAsync(family, "--provenance=max", $"--sbom={scanner}");

        // Engines up to 28 write version 0.2 of it.
        var isOld = await engine.MajorVersionAsync() <= 28;
        var provenance = $"https://slsa.dev/provenance/{(isOld ? "v0.2" : "v1")}";
        Assert.Equal([provenance, Sbom], attested.Attested);
        Assert.Equal("found", attested.Statement(Sbom)["predicate"]!["name"]!.GetValue<string>());
        var predicate = attested.Statement(provenance)["predicate"]!;
        Assert.NotNull((isOld ? predicate : predicate["buildDefinition"]!)["buildType"]);
        Assert.Equal(["linux/amd64"], attested.Platforms.Values);
    }

    [Fact]
    public async Task A_scanner_that_cannot_be_had_ends_the_run_with_one_line()
    {
        await engine.RequireAsync();
        using var family = new FamilyFolder();
        family.Image("one", "scratch", "COPY image.yaml /");
        family.Image("two", "scratch", "COPY image.yaml /");

        await using var run = await ProgramRun.ToEndAsync(family.Root, "build", "--sbom=images.test/none/scanner:1");

        var line = Assert.Single(run.Complaints, line => !line.StartsWith("pulling ", StringComparison.Ordinal));
        Assert.StartsWith("error: --sbom: the engine ", line, StringComparison.Ordinal);
        if ((await engine.Connection.GetInfoAsync(cancel)).IsContainerdStore)
        {
            Assert.True(run.ExitCode == 1, run.ToString());
            Assert.Contains(" does not have images.test/none/scanner:1 and cannot pull it: ", line, StringComparison.Ordinal);
            Assert.EndsWith("; load it, or name another scanner with --sbom=IMAGE", line, StringComparison.Ordinal);
        }
    }

    private static async Task RefusedAsync(FamilyFolder family, string option, string start)
    {
        await using var run = await ProgramRun.ToEndAsync(family.Root, "build", option);
        Assert.True(run.ExitCode == 2, run.ToString());
        Assert.StartsWith($"error: {start}", Assert.Single(run.Complaints), StringComparison.Ordinal);
    }

    private async Task<StoredImage> BuiltAsync(FamilyFolder family, params string[] options)
    {
        await using var run = await ProgramRun.ToEndAsync(family.Root, ["build", .. options]);
        Assert.True(run.ExitCode == 0, run.ToString());
        return await StoredImage.SaveAsync(engine, "images.local/attested:default", cancel);
    }

    private async Task<string> ScannerAsync()
    {
        var id = await images.ImportAsync(["ENV PATH=/bin", "ENTRYPOINT [\"/scan\"]"], ("scan", Scanner, true));
        var name = $"{FamilyFolder.Registry}-scanner:1";
        await engine.TagAsync(id, name);
        return name;
    }
}
