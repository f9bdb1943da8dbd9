using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using Images.Building.Reproducible;

namespace Images.Tests.Building.Reproducible;

public sealed class NormalizedTarTests
{
    private const int Block = 512;
    private static readonly DateTimeOffset Latest = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Fact]
    public async Task A_later_time_becomes_the_latest_and_an_earlier_one_stays()
    {
        var rewritten = await RewriteAsync(
            Tar.Of(File("old", Latest.AddDays(-1)), File("new", Latest.AddSeconds(1)), File("same", Latest))
        );
        Assert.Equal([Latest.AddDays(-1), Latest, Latest], Tar.Read(rewritten).Select(entry => entry.ModificationTime));
    }

    [Fact]
    public async Task Two_archives_that_differ_in_times_and_names_of_users_become_the_same()
    {
        var first = await RewriteAsync(Tar.Of(Owned(Latest.AddHours(1), "root"), Pax(Latest.AddHours(2), "1"), Gnu(Latest.AddHours(1))));
        var second = await RewriteAsync(Tar.Of(Owned(Latest.AddHours(5), "ann"), Pax(Latest.AddHours(7), "2"), Gnu(Latest.AddHours(9))));
        Assert.Equal(first, second);
        var owned = (PosixTarEntry)Tar.Read(first)[0];
        Assert.Equal((string.Empty, string.Empty, 7, 8), (owned.UserName, owned.GroupName, owned.Uid, owned.Gid));

        static UstarTarEntry Owned(DateTimeOffset time, string name) =>
            new(TarEntryType.RegularFile, "owned")
            {
                ModificationTime = time,
                UserName = name,
                GroupName = name,
                Uid = 7,
                Gid = 8,
            };

        static PaxTarEntry Pax(DateTimeOffset time, string digit) =>
            new(
                TarEntryType.RegularFile,
                "pax",
                new Dictionary<string, string>
                {
                    ["mtime"] = $"{time.ToUnixTimeSeconds()}.{digit}",
                    ["atime"] = $"{time.ToUnixTimeSeconds()}.{digit}",
                    ["ctime"] = $"{time.ToUnixTimeSeconds()}.{digit}",
                    ["LIBARCHIVE.creationtime"] = digit,
                }
            )
            {
                ModificationTime = time,
            };

        static GnuTarEntry Gnu(DateTimeOffset time) =>
            new(TarEntryType.RegularFile, "gnu")
            {
                ModificationTime = time,
                AccessTime = time,
                ChangeTime = time,
            };
    }

    [Fact]
    public async Task A_time_in_an_extended_header_counts_in_whole_seconds()
    {
        var early = new PaxTarEntry(TarEntryType.RegularFile, "early") { ModificationTime = Latest.AddSeconds(-2.5) };
        var entry = Assert.Single(Tar.Read(await RewriteAsync(Tar.Of(early))));
        Assert.Equal(Latest.AddSeconds(-3), entry.ModificationTime);
        Assert.DoesNotContain("mtime", Encoding.Latin1.GetString(await RewriteAsync(Tar.Of(early))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_else_an_extended_header_says_stays()
    {
        var longName = string.Join('/', Enumerable.Repeat("folder", 50));
        var attributes = new Dictionary<string, string>
        {
            ["SCHILY.xattr.user.note"] = "grüße = zwei",
            ["GNU.sparse.name"] = "odd",
            ["mtime"] = "1800000000.5",
        };
        var entry = new PaxTarEntry(TarEntryType.RegularFile, longName, attributes).Holding([1, 2, 3]);
        var rewritten = (PaxTarEntry)Assert.Single(Tar.Read(await RewriteAsync(Tar.Of(entry))));
        Assert.Equal(longName, rewritten.Name);
        Assert.Equal("grüße = zwei", rewritten.ExtendedAttributes["SCHILY.xattr.user.note"]);
        Assert.Equal("odd", rewritten.ExtendedAttributes["GNU.sparse.name"]);
        Assert.Equal([1, 2, 3], rewritten.Content());
        Assert.Equal(Latest, rewritten.ModificationTime);
    }

    [Fact]
    public async Task Long_names_and_links_of_gnu_stay()
    {
        var (name, target) = (new string('n', 300), new string('t', 300));
        var link = new GnuTarEntry(TarEntryType.SymbolicLink, name) { LinkName = target, ModificationTime = Latest.AddDays(1) };
        var rewritten = Tar.Read(await RewriteAsync(Tar.Of(link, new GnuTarEntry(TarEntryType.RegularFile, "next").Holding([9]))));
        Assert.Equal((name, target, Latest), (rewritten[0].Name, rewritten[0].LinkName, rewritten[0].ModificationTime));
        Assert.Equal([9], rewritten[1].Content());
    }

    [Fact]
    public async Task The_mode_is_the_permissions_alone()
    {
        var bytes = Tar.Of(new UstarTarEntry(TarEntryType.Directory, "tmp/") { ModificationTime = Latest });
        var plain = bytes.ToArray();
        Encoding.ASCII.GetBytes("0041777").CopyTo(bytes, 100);
        Encoding.ASCII.GetBytes("0001777").CopyTo(plain, 100);
        Sign(bytes);
        Sign(plain);
        Assert.Equal(await RewriteAsync(plain), await RewriteAsync(bytes));
        Assert.Equal("0001777", Encoding.ASCII.GetString(await RewriteAsync(bytes), 100, 7));
    }

    [Fact]
    public async Task Contents_of_any_length_links_folders_and_devices_stay()
    {
        TarEntry[] entries =
        [
            .. new[] { 0, 1, 511, 512, 513, 300_000 }.Select(length =>
            {
                var content = Enumerable.Range(0, length).Select(index => (byte)(index % 251)).ToArray();
                return File($"file-{length}", Latest.AddDays(1)).Holding(content);
            }),
            new UstarTarEntry(TarEntryType.HardLink, "hard") { LinkName = "file-513" },
            new UstarTarEntry(TarEntryType.SymbolicLink, "soft") { LinkName = "file-512" },
            new UstarTarEntry(TarEntryType.Directory, "folder/") { Mode = UnixFileMode.StickyBit | UnixFileMode.OtherWrite },
            new UstarTarEntry(TarEntryType.CharacterDevice, ".wh.gone") { DeviceMajor = 1, DeviceMinor = 3 },
        ];
        var before = Tar.Of(entries);
        var after = await RewriteAsync(before);
        Assert.Equal(Tar.Read(before).Select(Described), Tar.Read(after).Select(Described));
        Assert.Equal(after, await RewriteAsync(after));

        static string Described(TarEntry entry) =>
            $"{entry.EntryType} {entry.Name} {entry.LinkName} {entry.Mode} {(entry as PosixTarEntry)?.DeviceMinor} "
            + Convert.ToHexStringLower(SHA256.HashData(entry.Content()));
    }

    [Fact]
    public async Task A_sparse_file_whose_map_goes_on_is_copied_whole()
    {
        var sparse = new GnuTarEntry(TarEntryType.RegularFile, "sparse").Holding(new byte[Block]);
        var bytes = Tar.Of(sparse, File("after", Latest));
        var map = new byte[2 * Block];
        map[504] = 1;
        (bytes[156], bytes[482]) = ((byte)'S', 1);
        Sign(bytes);
        byte[] archive = [.. bytes[..Block], .. map, .. bytes[Block..]];
        var rewritten = await RewriteAsync(archive);
        Assert.Equal("after", Encoding.ASCII.GetString(rewritten, 4 * Block, 5));
        Assert.Equal(archive.Length, rewritten.Length);
    }

    [Fact]
    public async Task An_archive_without_an_end_gets_one_and_what_follows_the_end_goes()
    {
        var whole = Tar.Of(File("a", Latest));
        var expected = await RewriteAsync(whole);
        Assert.Equal(expected, await RewriteAsync(whole[..Block]));
        Assert.Equal(expected, await RewriteAsync([.. whole, .. new byte[8 * Block]]));
        Assert.Equal(3 * Block, expected.Length);
    }

    [Fact]
    public async Task What_is_no_tar_is_refused_in_one_line()
    {
        var good = Tar.Of(File("a", Latest).Holding(new byte[1000]));
        var flipped = good.ToArray();
        flipped[3] ^= 1;
        await RefusedAsync(flipped, "a layer is no tar archive");
        await RefusedAsync(Encoding.ASCII.GetBytes(new string('x', 4 * Block)), "a layer is no tar archive");
        var negative = good.ToArray();
        negative.AsSpan(124, 12).Fill(0xff);
        Sign(negative);
        await RefusedAsync(negative, "a layer is no tar archive");
        await RefusedAsync(good[..100], "a layer ends in the middle of an entry");
        await RefusedAsync(good[..(Block + 700)], "a layer ends in the middle of an entry");
    }

    [Theory]
    [InlineData("9 mtime=5\n")]
    [InlineData("11 mtime=5 ")]
    [InlineData("99 mtime=5\n")]
    [InlineData("-5 a=1\n")]
    [InlineData("10 mtime:5\n")]
    [InlineData("12 size=x12\n")]
    [InlineData("11 mtime=x\n")]
    [InlineData("mtime=5\n")]
    public async Task A_broken_extended_header_is_refused_in_one_line(string records)
    {
        var bytes = Tar.Of(File("pax", Latest).Holding(Encoding.ASCII.GetBytes(records)), File("a", Latest));
        bytes[156] = (byte)'x';
        Sign(bytes);
        await RefusedAsync(bytes, "a layer has an extended header that is broken");
    }

    [Fact]
    public async Task An_extended_header_of_more_than_a_mebibyte_is_refused()
    {
        var bytes = Tar.Of(File("pax", Latest).Holding(new byte[(1 << 20) + 1]));
        bytes[156] = (byte)'x';
        Sign(bytes);
        await RefusedAsync(bytes, "a layer has an extended header of more than 1 MiB");
    }

    [Fact]
    public async Task The_digest_is_that_of_what_is_written()
    {
        using var target = new MemoryStream();
        using var tar = new NormalizedTar(new MemoryStream(Tar.Of(File("a", Latest))), target, Latest);
        var digest = await tar.WriteAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(target.ToArray())), digest);
    }

    private static UstarTarEntry File(string name, DateTimeOffset time) => new(TarEntryType.RegularFile, name) { ModificationTime = time };

    private static async Task<byte[]> RewriteAsync(byte[] bytes)
    {
        using var target = new MemoryStream();
        // Arrives in pieces, as from a socket.
        using var tar = new NormalizedTar(new BufferedStream(new MemoryStream(bytes), 100), target, Latest);
        await tar.WriteAsync(TestContext.Current.CancellationToken);
        return target.ToArray();
    }

    private static async Task RefusedAsync(byte[] bytes, string message)
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => RewriteAsync(bytes));
        Assert.Equal(message, error.Message);
    }

    // The checksum of the first header: the sum of its bytes, its own counting as blanks.
    private static void Sign(byte[] bytes)
    {
        bytes.AsSpan(148, 8).Fill((byte)' ');
        var sum = bytes.Take(Block).Sum(one => one);
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0')).CopyTo(bytes, 148);
        bytes[154] = 0;
    }
}
