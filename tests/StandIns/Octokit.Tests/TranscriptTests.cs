namespace StandIns.GitHub;

public sealed class TranscriptTests(DriverRun run) : IClassFixture<DriverRun>
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Goldens", "Transcripts");

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_client_sends_and_tells_what_the_package_does(string name) =>
        Assert.Equal(File.ReadAllText(Path.Combine(Folder, name)), run.Transcript(name));
}
