using System.Diagnostics;
using Images.BuildKit.Contexts;
using Images.BuildKit.Errors;

namespace Images.BuildKit.Tests.Contexts;

public sealed class DirectoryContextTests
{
    [Fact]
    public void A_listing_tells_kind_mode_size_date_and_target()
    {
        using var directory = new TemporaryDirectory().Write("file", "12345").Write("dir/x", "");
        File.SetUnixFileMode(directory["file"], UnixFileMode.UserRead | UnixFileMode.SetUser);
        File.SetLastWriteTimeUtc(directory["file"], new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        File.CreateSymbolicLink(directory["link"], "nowhere/at all");
        Fifo.Create(directory["pipe"]);

        var entries = new DirectoryContext(directory.Path).List("").ToDictionary(entry => entry.Name, StringComparer.Ordinal);

        Assert.Equal((ContextEntryKind.File, 5L), (entries["file"].Kind, entries["file"].Size));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.SetUser, entries["file"].Mode);
        Assert.Equal(981_173_106_000_000_000, entries["file"].ModifiedNanoseconds);
        Assert.Equal(ContextEntryKind.Directory, entries["dir"].Kind);
        Assert.Equal((ContextEntryKind.SymbolicLink, "nowhere/at all"), (entries["link"].Kind, entries["link"].LinkTarget));
        Assert.Equal(ContextEntryKind.Special, entries["pipe"].Kind);
    }

    [Fact]
    public void Extended_attributes_that_an_image_can_hold_are_listed()
    {
        using var directory = new TemporaryDirectory().Write("some", "").Write("none", "").Write("many", "").Write("dir/x", "");
        var large = Enumerable.Range(0, 1000).Select(i => (byte)i).ToArray();
        ExtendedAttribute.Set(directory["some"], "user.a", "1"u8);
        ExtendedAttribute.Set(directory["some"], "user.empty", []);
        ExtendedAttribute.Set(directory["dir"], "user.large", large);
        for (var i = 0; i < 40; i++)
        {
            ExtendedAttribute.Set(directory["many"], $"user.a-rather-long-name.{i}", "x"u8);
        }

        File.CreateSymbolicLink(directory["link"], "some");
        var entries = new DirectoryContext(directory.Path).List("").ToDictionary(entry => entry.Name, StringComparer.Ordinal);

        Assert.Equal(["user.a", "user.empty"], entries["some"].ExtendedAttributes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("1"u8.ToArray(), entries["some"].ExtendedAttributes["user.a"].ToArray());
        Assert.Equal(large, entries["dir"].ExtendedAttributes["user.large"].ToArray());
        Assert.Equal(40, entries["many"].ExtendedAttributes.Count);
        Assert.Empty(entries["none"].ExtendedAttributes);
        Assert.Empty(entries["link"].ExtendedAttributes);
    }

    [Fact]
    public void A_directory_reached_through_a_link_is_refused()
    {
        using var outside = new TemporaryDirectory().Write("secret", "host");
        using var directory = new TemporaryDirectory().Write("f", "");
        File.CreateSymbolicLink(directory["out"], outside.Path);
        var context = new DirectoryContext(directory.Path);
        var secret = new DirectoryContext(outside.Path).List("").Single();

        Assert.Throws<BuildContextException>(() => context.List("out"));
        Assert.Throws<BuildContextException>(() => context.Open("out/secret", secret));
    }

    [Fact]
    public void A_file_replaced_by_a_link_or_a_fifo_is_refused_at_once()
    {
        using var directory = new TemporaryDirectory().Write("f", "").Write("target", "");
        var context = new DirectoryContext(directory.Path);
        var entry = context.List("").Single(entry => entry.Name == "f");

        File.Delete(directory["f"]);
        File.CreateSymbolicLink(directory["f"], "target");
        Assert.Throws<BuildContextException>(() => context.Open("f", entry));

        File.Delete(directory["f"]);
        Fifo.Create(directory["f"]);
        Assert.Throws<BuildContextException>(() => context.Open("f", entry));
    }

    [Fact]
    public void A_file_that_grows_or_shrinks_while_it_is_read_is_refused()
    {
        using var directory = new TemporaryDirectory().Write("grows", "12345").Write("shrinks", "12345");
        var context = new DirectoryContext(directory.Path);
        foreach (var (name, text) in new[] { ("grows", "1234567890"), ("shrinks", "1") })
        {
            using var stream = context.Open(name, context.List("").Single(entry => entry.Name == name));
            directory.Write(name, text);

            Assert.Throws<BuildContextException>(() => stream.CopyTo(Stream.Null));
        }
    }

    [Fact]
    public void A_sparse_file_is_read_whole()
    {
        using var directory = new TemporaryDirectory();
        using (var file = File.Create(directory["sparse"]))
        {
            file.SetLength(1_000_000);
        }

        var context = new DirectoryContext(directory.Path);
        using var stream = context.Open("sparse", context.List("").Single());
        using var copy = new MemoryStream();
        stream.CopyTo(copy);

        Assert.Equal(1_000_000, copy.Length);
    }

    [Fact]
    public void A_name_that_is_not_utf8_is_an_error_with_the_remedy()
    {
        using var directory = new TemporaryDirectory();
        Shell($"touch \"$(printf '{directory.Path}/bad\\377')\"");

        var error = Assert.Throws<BuildContextException>(() => new DirectoryContext(directory.Path).List(""));
        Shell($"rm {directory.Path}/bad*");

        Assert.Contains("not UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_has_one_key_however_it_is_written_and_another_has_another()
    {
        var key = new DirectoryContext("/a/b").SharedKey;

        Assert.Equal(key, new DirectoryContext("/a/x/../b").SharedKey);
        Assert.NotEqual(key, new DirectoryContext("/a/c").SharedKey);
    }

    private static void Shell(string line)
    {
        using var shell = Process.Start("sh", ["-c", line]);
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }
}
