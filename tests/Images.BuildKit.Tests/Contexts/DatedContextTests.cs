using System.Text;
using Images.BuildKit.Contexts;
using Images.BuildKit.Errors;

namespace Images.BuildKit.Tests.Contexts;

public sealed class DatedContextTests : IDisposable
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    private readonly string root = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Files_and_folders_are_all_of_the_same_second()
    {
        Write("folder/a", DateTime.UnixEpoch.AddYears(40));
        Write("b", DateTime.UnixEpoch.AddYears(60));
        var context = new DatedContext(new DirectoryContext(root), Time);
        var entries = context.List("").Concat(context.List("folder")).ToArray();
        Assert.Equal(["a", "b", "folder"], entries.Select(entry => entry.Name).Order(StringComparer.Ordinal));
        Assert.All(entries, entry => Assert.Equal(Time.ToUnixTimeSeconds(), entry.ModifiedNanoseconds / NanosecondsPerSecond));
    }

    [Fact]
    public void A_file_that_was_written_again_has_another_fraction()
    {
        var context = new DatedContext(new DirectoryContext(root), Time);
        var seen = new HashSet<long>();
        foreach (var ticks in new long[] { 0, 1, 10_000_000, 10_000_001, 20_000_000 })
        {
            Write("a", DateTime.UnixEpoch.AddYears(50).AddTicks(ticks));
            Assert.True(seen.Add(Assert.Single(context.List("")).ModifiedNanoseconds));
        }
    }

    [Fact]
    public void A_listed_file_is_opened_and_one_that_has_changed_is_refused()
    {
        Write("folder/a", DateTime.UnixEpoch.AddYears(50));
        var context = new DatedContext(new DirectoryContext(root), Time);
        var entry = Assert.Single(context.List("folder"));
        using (var content = new StreamReader(context.Open("folder/a", entry), Encoding.UTF8))
        {
            Assert.Equal("text", content.ReadToEnd());
        }

        Write("folder/a", DateTime.UnixEpoch.AddYears(51));
        Assert.Throws<BuildContextException>(() => context.Open("folder/a", entry));
    }

    private void Write(string path, DateTime modified)
    {
        var file = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "text");
        File.SetLastWriteTimeUtc(file, modified);
    }
}
