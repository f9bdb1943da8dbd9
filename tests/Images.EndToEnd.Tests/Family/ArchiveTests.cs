using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Images.EndToEnd.Tests.Family;

/// <summary>The template luxrender with a small archive: only what has the checksum that the definition gives gets into an image.</summary>
[Trait("Category", "Engine")]
public sealed class ArchiveTests(SharedEngine engine)
{
    private const string Launcher = "#!/bin/sh\necho the renderer of this archive\n";

    [Fact]
    public async Task An_archive_is_taken_from_a_URL_or_a_file_and_refused_without_its_checksum()
    {
        await engine.RequireAsync();
        var archive = await ArchiveAsync();
        var sum = Convert.ToHexStringLower(SHA256.HashData(archive));
        using var server = new ArchiveServer("lux.tar.gz", archive);
        using var family = new FamilyFolder();
        family.CopyFromRepository("templates");
        Define(family, "served", $"{server.Address}lux.tar.gz", sum);
        Define(family, "filed", "file:///lux.tar.gz", sum);
        Define(family, "other", $"{server.Address}lux.tar.gz", new string('a', 64));
        Define(family, "unchecked", $"{server.Address}lux.tar.gz", string.Empty);
        Define(family, "absent", $"{server.Address}lux-2.tar.gz", sum);
        await File.WriteAllBytesAsync(Path.Combine(family.Root, "images/filed/lux.tar.gz"), archive, TestContext.Current.CancellationToken);

        await using var run = await ProgramRun.ToEndAsync(family.Root);

        Assert.True(run.ExitCode == 1, run.ToString());
        Assert.Equal(
            ["absent failed", "filed built", "other failed", "served built", "unchecked failed"],
            family.Reported("outcome").Select(image => $"{image.Key} {image.Value}").Order(StringComparer.Ordinal)
        );
        Assert.Contains("/download/archive: FAILED", run.ToString(), StringComparison.Ordinal);
        Assert.Contains("a download needs its SHA-256: 64 hexadecimal digits", run.ToString(), StringComparison.Ordinal);
        Assert.Contains("404", run.ToString(), StringComparison.Ordinal);
    }

    private static void Define(FamilyFolder family, string name, string url, string sum) =>
        family.Write(
            $"images/{name}/image.yaml",
            $$"""
            from: debian:bookworm-slim
            template: luxrender
            args: { ARCHIVE_URL: "{{url}}", ARCHIVE_SHA256: "{{sum}}" }
            labels: { {{FamilyFolder.Label}}: {{FamilyFolder.Run}} }
            test:
              - { run: /opt/luxrender/luxconsole, expect: the renderer of this archive }
            """
        );

    private static async Task<byte[]> ArchiveAsync()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        await using (var writer = new TarWriter(gzip, leaveOpen: true))
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(Launcher));
            var entry = new UstarTarEntry(TarEntryType.RegularFile, "lux-1.0/luxconsole")
            {
                DataStream = content,
                Mode =
                    UnixFileMode.UserRead
                    | UnixFileMode.UserExecute
                    | UnixFileMode.GroupExecute
                    | UnixFileMode.OtherExecute
                    | UnixFileMode.OtherRead,
            };
            await writer.WriteEntryAsync(entry, TestContext.Current.CancellationToken);
        }

        return packed.ToArray();
    }
}
