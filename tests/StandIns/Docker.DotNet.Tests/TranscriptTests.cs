using System.Text.RegularExpressions;

namespace StandIns.Docker;

[Trait("Category", "Engine")]
public sealed partial class TranscriptTests(DriverRun run) : IClassFixture<DriverRun>
{
    /// <summary>Transcripts whose outcome the client decides, or which every engine answers alike.</summary>
    private static readonly string[] SameEverywhere = ["01", "04", "17", "20", "22", "26", "34", "35", "36", "37"];

    public static TheoryData<string> Names =>
        [
            .. Directory
                .GetFiles(Path.Combine(AppContext.BaseDirectory, "Goldens", "Transcripts"))
                .Select(Path.GetFileName)
                .OfType<string>()
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_real_engine_gives_the_transcript_of_the_package(string name)
    {
        var expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Goldens", "Transcripts", name));
        var actual = run.Transcript(name);

        if (run.Version.StartsWith("20.10.", StringComparison.Ordinal))
        {
            Assert.Equal(Normalised(expected), Normalised(actual));
        }
        else if (SameEverywhere.Contains(name[..2]))
        {
            Assert.Equal(Outcomes(expected), Outcomes(actual));
        }
        else
        {
            // Its wording and some of its status codes belong to another engine: what is left is that the client bears them.
            Assert.NotEmpty(actual);
        }
    }

    /// <summary>Without what belongs to the base image or the build of the engine; both output streams in any order.</summary>
    private static string[] Normalised(string transcript) =>
        [.. BaseAndVersion().Replace(transcript, "$1=*").Split('\n').Order(StringComparer.Ordinal)];

    private static string[] Outcomes(string transcript) =>
        [
            .. transcript
                .Split('\n')
                .Where(line =>
                    line.StartsWith("throws ", StringComparison.Ordinal)
                    || line.StartsWith("inner ", StringComparison.Ordinal)
                    || line == "returned"
                ),
        ];

    [GeneratedRegex("\\b(Labels|RepoDigests|WorkingDir|Version|APIVersion|MinAPIVersion|Arch|ID)=(?!corpora)[^ \\n]*")]
    private static partial Regex BaseAndVersion();
}
