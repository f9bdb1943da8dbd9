using System.Formats.Tar;
using Images.Definitions;
using Images.Engines;
using Images.Testing;
using Images.Testing.BuiltIn;

namespace Images.EndToEnd.Tests.Testing;

/// <summary>The built-in checks on real images, good and bad.</summary>
[Trait("Category", "Engine")]
public sealed class BuiltInChecksTests(SharedEngine engine, TestImages images) : IClassFixture<TestImages>
{
    private static readonly SourceLocation Place = new("images/a/image.yaml", 1, 1);

    [Fact]
    public async Task A_good_image_passes()
    {
        var verdicts = await CheckAsync(await images.GoodAsync(), new(new(1_000_000_000, Place), new(1, Place)));
        Assert.Equal(BuiltInTests.Names, verdicts.Select(verdict => verdict.Name));
        Assert.All(verdicts, verdict => Assert.Equal((TestOutcome.Passed, null), (verdict.Outcome, verdict.Reason)));
        Assert.Equal(0, await images.ContainersOfAsync(await images.GoodAsync()));
    }

    [Fact]
    public async Task A_bad_image_fails_each_check_with_its_reason()
    {
        // A lister that misses a library stands in for a program whose library was left out.
        var image = await images.ImportAsync(
            ["ENV PATH=/bin TZ=CET-1", "ENTRYPOINT [\"cat\"]"],
            ("etc/passwd", TestImages.Passwd, false),
            ("etc/shadow", "root:$6$salt$hash:19000:0:99999:7:::\n", false),
            ("bin/ldd", "#!/bin/sh\necho '\tlibmissing.so.1 => not found'\n", true)
        );
        var verdicts = (await CheckAsync(image, new(new(10, Place), new(0, Place)))).ToDictionary(
            verdict => verdict.Name,
            verdict => verdict.Reason
        );
        Assert.Equal("expected date +%Z to write UTC, found 'CET'", verdicts[BuiltInTests.ClockIsUtc]);
        Assert.StartsWith("/etc/shadow: account 'root' has a password", verdicts[BuiltInTests.NoPasswords], StringComparison.Ordinal);
        Assert.Equal("/bin/cat: libmissing.so.1 => not found", verdicts[BuiltInTests.SharedLibraries]);
        Assert.StartsWith("expected at most 10 B, found ", verdicts[BuiltInTests.Size], StringComparison.Ordinal);
        Assert.Equal("expected at most 0 layers, found 1", verdicts[BuiltInTests.Layers]);
        Assert.Null(verdicts[BuiltInTests.CommandCanBeOverridden]);
    }

    [Fact]
    public async Task An_image_without_a_shell_is_still_checked_for_passwords()
    {
        var image = await images.ImportAsync(
            [],
            async tar =>
            {
                await using var writer = new TarWriter(tar, leaveOpen: true);
                using var shadow = new MemoryStream("root::1::::::\n"u8.ToArray());
                await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "etc/real-shadow") { DataStream = shadow });
                await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, "etc/shadow") { LinkName = "real-shadow" });
            }
        );
        var verdicts = await CheckAsync(image, Limits.None);
        Assert.Equal(
            [
                (TestOutcome.Skipped, "the image has no /bin/sh"),
                (TestOutcome.Failed, "/etc/shadow: account 'root' needs no password: lock it with 'passwd -l root'"),
                (TestOutcome.Skipped, "the image has no /bin/sh"),
                (TestOutcome.Skipped, "the image has no /bin/sh"),
            ],
            verdicts.Take(4).Select(verdict => (verdict.Outcome, verdict.Reason))
        );
        Assert.Equal(0, await images.ContainersOfAsync(image));
    }

    private Task<IReadOnlyList<Verdict>> CheckAsync(string imageId, Limits limits)
    {
        var runner = new Containers(engine.Connection, TimeProvider.System);
        var reader = new EngineImageReader(engine.Connection, TimeProvider.System);
        return new BuiltInCheck(runner, reader, TimeProvider.System).RunAsync(
            imageId,
            (BareVariant.Named("a") with { Limits = limits }),
            TestContext.Current.CancellationToken
        );
    }
}
