using Images.Building;

namespace Images.Tests.Building;

public sealed class RunJournalTests : IDisposable
{
    private static readonly RunDecisions Decisions = new(
        "2026-11-21T08:00:00.000Z",
        ["r-ver", "!base"],
        NoCache: ["*"],
        Pull: false,
        Force: true
    );

    private readonly string root = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public void A_run_that_did_not_come_to_its_end_is_unfinished()
    {
        using (var journal = RunJournal.Begin(root, Decisions))
        {
            var image = SampleFamily.Planned("a", "FROM scratch\n");
            journal.Report(new ImageFinished(image, new BuiltImage(image, BuildOutcome.Built, "sha256:1", 1, TimeSpan.Zero, null, null)));
        }

        File.AppendAllText(JournalFile, "{\"image\":\"b\",\"outco");
        var unfinished = RunJournal.Unfinished(root);
        Assert.Equivalent(Decisions, unfinished, strict: true);
        Assert.Contains("""{"image":"a","outcome":"built","id":"sha256:1"}""", File.ReadAllLines(JournalFile));
    }

    [Fact]
    public void A_run_that_came_to_a_good_end_leaves_nothing_to_resume()
    {
        Assert.Null(RunJournal.Unfinished(root));
        using (var journal = RunJournal.Begin(root, Decisions))
        {
            journal.Complete();
        }

        Assert.Null(RunJournal.Unfinished(root));
    }

    [Theory]
    [InlineData("images/a/image.yaml")]
    [InlineData("templates/a.Dockerfile.sbn")]
    [InlineData("images.lock")]
    public void What_is_newer_than_the_last_good_run_may_mean_work(string file)
    {
        Assert.True(RunJournal.MayHaveWork(root));
        using (var journal = RunJournal.Begin(root, Decisions))
        {
            journal.Complete();
        }

        Assert.False(RunJournal.MayHaveWork(root));
        var path = Path.Combine(root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "new");
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(JournalFile).AddSeconds(1));
        Assert.True(RunJournal.MayHaveWork(root));
    }

    [Fact]
    public void Only_a_run_without_the_cache_has_an_epoch()
    {
        Assert.Equal(Decisions.Started, Decisions.Epoch);
        Assert.Null((Decisions with { NoCache = [] }).Epoch);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private string JournalFile => Path.Combine(root, "artifacts", "journal.jsonl");
}
