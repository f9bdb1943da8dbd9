using Images.Reporting.Changes;
using Images.Reporting.GitHub;

namespace Images.Tests.Reporting.GitHub;

public sealed class PullRequestCommentTests
{
    private static readonly IReadOnlyList<(string Id, IReadOnlyList<string> Reasons)> Planned =
    [
        ("base:bookworm", ["file images/base/entry.sh changed", "args DEBIAN_SUITE: 'a' -> 'b | c @someone <img>'"]),
        ("blender:4.3.2", []),
        ("r-ver:4.6.1", ["one", "two", "three", "four"]),
        ("torch", ["new"]),
    ];

    [Fact]
    public void A_comment_says_what_changes_why_and_what_came_of_it()
    {
        var facts = new PullRequestFacts(Planned, 24)
        {
            After = Run(
                ("base:bookworm", "built", 126_000_000, [("clock is UTC", "passed"), ("python", "passed")]),
                ("blender:4.3.2", "built", 930_000_000, [("renders", "failed"), ("clock is UTC", "passed")]),
                ("r-ver:4.6.1", "failed", null, []),
                ("torch", "built", 950_000_000, [("imports", "passed")])
            ),
            Before = Run(
                ("base:bookworm", "up-to-date", 126_000_000, []),
                ("blender:4.3.2", "built", 900_000_000, []),
                ("r-ver:4.6.1", "built", 1, [])
            ),
            Commit = "0123456789abcdef0123456789abcdef01234567",
            RunAddress = "https://github.com/acme/images/actions/runs/7",
        };

        Golden.Verify(PullRequestComment.Write(facts), "comment.md");
        Assert.Equal(["blender:4.3.2", "r-ver:4.6.1"], facts.Failed);
        Assert.False(facts.Succeeded);
    }

    [Fact]
    public void Before_anything_is_built_a_comment_says_what_is_to_come()
    {
        var facts = new PullRequestFacts(Planned, 24);

        Golden.Verify(PullRequestComment.Write(facts), "comment-planned.md");
        Assert.Null(facts.Succeeded);
    }

    [Fact]
    public void A_change_that_touches_no_image_is_a_success_of_one_line()
    {
        var facts = new PullRequestFacts([], 24);

        Assert.Equal($"{PullRequestComment.Marker}\n### Images: no image changes\n\n", PullRequestComment.Write(facts));
        Assert.True(facts.Succeeded);
    }

    [Fact]
    public void Where_a_part_was_built_it_says_how_much()
    {
        var facts = new PullRequestFacts(Planned, 24) { After = Run(("torch", "built", 1, [])) };

        Assert.Equal("4 of 24 variants change, 1 built and tested so far", facts.Sentence());
        Assert.Null(facts.Succeeded);
    }

    [Fact]
    public void A_thousand_images_fit_into_what_GitHub_takes_and_failures_come_first()
    {
        var many = Enumerable
            .Range(0, 1000)
            .Select(number => ($"image-{number:0000}", (IReadOnlyList<string>)[new string('x', 500)]))
            .ToList();
        var facts = new PullRequestFacts(many, 1000)
        {
            After = Run([
                .. many.Select(one =>
                    (one.Item1, one.Item1 == "image-0999" ? "failed" : "built", (long?)5, Array.Empty<(string, string)>())
                ),
            ]),
        };

        var text = PullRequestComment.Write(facts);

        Assert.InRange(text.Length, 60_000, PullRequestComment.MostCharacters);
        Assert.Contains("images more: see the run's report", text, StringComparison.Ordinal);
        Assert.StartsWith("| `image-0999` |", text.Split('\n')[5], StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_of_several_jobs_are_joined_and_the_later_one_counts()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            Write("a/report.json", "2026-01-01T00:00:00Z", "built", 5);
            Write("b/deep/report.json", "2026-01-02T00:00:00Z", "failed", 6);
            File.WriteAllText(Path.Combine(folder.FullName, "b", "other.json"), "{");

            var image = Assert.Single(EarlierRun.ReadAll(folder.FullName)!.Images);

            Assert.Equal(("one", "failed", 6), (image.Key, image.Value.Outcome, image.Value.Size));
            Assert.Null(EarlierRun.ReadAll(Path.Combine(folder.FullName, "none")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        void Write(string path, string started, string outcome, int size)
        {
            var full = Path.Combine(folder.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(
                full,
                $$"""{"started":"{{started}}","images":[{"id":"one","outcome":"{{outcome}}","imageId":null,"size":{{size}},"tests":[]}]}"""
            );
        }
    }

    private static EarlierRun Run(params (string Id, string Outcome, long? Size, (string Name, string Outcome)[] Tests)[] images) =>
        new(
            DateTimeOffset.UnixEpoch,
            images.ToDictionary(
                image => image.Id,
                image => new EarlierImage("sha256:a", image.Size, image.Tests.ToDictionary(test => test.Name, test => test.Outcome))
                {
                    Outcome = image.Outcome,
                }
            )
        );
}
