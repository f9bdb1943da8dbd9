namespace StandIns.GitHub;

public sealed class TranscriptTests(DriverRun run) : IClassFixture<DriverRun>
{
    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(DriverRun.Goldens).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_client_sends_and_tells_what_the_package_does(string name) => Assert.Equal(DriverRun.Golden(name), run.Transcript(name));
}
