namespace Cake.Frosting.Tests;

/// <summary>
/// The sample programs answer as the transcripts say, which were recorded with the package itself; so there is nothing to update.
/// </summary>
public sealed class TranscriptTests(SampleRuns runs) : IClassFixture<SampleRuns>
{
    // The text of these comes from a command-line parser below the package: exit code and streams count, not words.
    private static readonly string[] Loose =
    [
        "02-help",
        "24-verbosity-bad",
        "29-unknown-target-empty",
        "35-free-argument-single-dash",
        "36-bare-word",
        "37-bare-word-after-option",
    ];

    public static TheoryData<string> Strict => [.. TranscriptCase.Names.Except(Loose, StringComparer.Ordinal)];

    public static TheoryData<string> ByStreams => [.. Loose];

    [Theory]
    [MemberData(nameof(Strict))]
    public async Task A_program_answers_word_for_word(string name)
    {
        var expected = new TranscriptCase(name);

        var outcome = await runs.Outcome(name);

        Assert.Equal(expected.Error, outcome.Error);
        Assert.Equal(expected.Output, outcome.Output);
        Assert.Equal(expected.ExitCode, outcome.ExitCode);
    }

    [Theory]
    [MemberData(nameof(ByStreams))]
    public async Task A_bad_command_line_is_answered_on_the_same_stream(string name)
    {
        var expected = new TranscriptCase(name);

        var outcome = await runs.Outcome(name);

        Assert.Equal(expected.ExitCode, outcome.ExitCode);
        Assert.Equal(expected.Error.Length == 0, outcome.Error.Length == 0);
        Assert.Equal(expected.Output.Length == 0, outcome.Output.Length == 0);
    }

    [Fact]
    public void All_transcripts_are_there() => Assert.Equal(70, TranscriptCase.Names.Count());
}
