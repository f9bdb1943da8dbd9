using Images.Rendering;

namespace Images.Tests.Rendering;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void Equal_texts_have_no_difference() => Assert.Empty(UnifiedDiff.Between("a", "b", "x\ny\n", "x\ny\n"));

    [Fact]
    public void A_changed_line_stands_between_three_lines_of_context()
    {
        var diff = UnifiedDiff.Between("a/f", "b/f", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n");

        Assert.Equal("--- a/f\n+++ b/f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n", diff);
    }

    [Fact]
    public void A_new_file_comes_out_of_nothing_and_an_old_one_goes_there()
    {
        Assert.Equal("--- /dev/null\n+++ b/f\n@@ -0,0 +1,2 @@\n+a\n+b\n", UnifiedDiff.Between("/dev/null", "b/f", "", "a\nb\n"));
        Assert.Equal("--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n", UnifiedDiff.Between("a/f", "/dev/null", "a\n", ""));
    }

    [Fact]
    public void A_missing_last_line_end_is_said() =>
        Assert.Equal("--- a\n+++ b\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n", UnifiedDiff.Between("a", "b", "x", "x\n"));

    [Fact]
    public void Changes_far_apart_are_two_hunks()
    {
        var before = Enumerable.Range(1, 30).Select(number => $"{number}").ToArray();
        var after = before.ToArray();
        after[2] = "three";
        after[25] = "twenty-six";

        var diff = UnifiedDiff.Between("a", "b", string.Join('\n', before) + "\n", string.Join('\n', after) + "\n");

        Assert.Equal(
            ["@@ -1,6 +1,6 @@", "@@ -23,7 +23,7 @@"],
            diff.Split('\n').Where(line => line.StartsWith("@@", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void The_edits_turn_the_old_text_into_the_new_one_whatever_the_texts()
    {
        for (var round = 0u; round < 300; round++)
        {
            var before = Lines(round * 2654435761);
            var after = Lines((round * 2654435761) ^ (round * 40503));

            var edits = LineEdits.Between(before, after);

            Assert.Equal(before, edits.Where(edit => edit.Kind != '+').Select(edit => edit.Line));
            Assert.Equal(after, edits.Where(edit => edit.Kind != '-').Select(edit => edit.Line));
            Assert.Equal(Shortest(before, after), edits.Count(edit => edit.Kind != ' '));
        }
    }

    [Fact]
    public void Texts_that_have_little_in_common_are_replaced_at_once()
    {
        var before = Enumerable.Range(0, 1500).Select(number => $"a{number}").ToArray();
        var after = Enumerable.Range(0, 1500).Select(number => $"b{number}").ToArray();

        var edits = LineEdits.Between(before, after);

        Assert.Equal(3000, edits.Count);
        Assert.Equal('-', edits[1499].Kind);
    }

    [Theory]
    [InlineData("a\nb\nc\n", "a\nX\nc\n", 2)]
    [InlineData("a\nb\n", "a\nb\nc\n", 2)]
    [InlineData("", "a\n", 1)]
    [InlineData("x\n", "y\n", 1)]
    public void The_first_difference_is_a_line_of_the_old_text(string before, string after, int line) =>
        Assert.Equal(line, UnifiedDiff.FirstDifference(before, after));

    /// <summary>Up to eleven lines of four kinds, the same for the same number.</summary>
    private static string[] Lines(uint number) =>
        [.. Enumerable.Range(0, (int)(number % 12)).Select(index => $"{(number >> (index + 3)) % 4}\n")];

    private static int Shortest(string[] before, string[] after)
    {
        var above = new int[after.Length + 1];
        foreach (var line in before)
        {
            var current = new int[after.Length + 1];
            for (var column = 1; column <= after.Length; column++)
            {
                current[column] = line == after[column - 1] ? above[column - 1] + 1 : Math.Max(above[column], current[column - 1]);
            }

            above = current;
        }

        return before.Length + after.Length - (2 * above[^1]);
    }
}
