using System.Globalization;
using Images.Definitions.Syntax;

namespace Images.Definitions;

/// <summary>Reads what a test says of a program that stays up.</summary>
internal static class TestServiceReader
{
    private static readonly TimeSpan DefaultReady = TimeSpan.FromSeconds(30);

    /// <summary>Reads it.</summary>
    /// <param name="test">The test's values.</param>
    /// <param name="read">Reads what is run beside the program.</param>
    /// <returns>The service, or null where the test is of another kind.</returns>
    public static TestService? Read(DefinitionValues test, Func<DefinitionValues, TestDefinition?> read)
    {
        if (test.Command("start") is null)
        {
            return null;
        }

        var ready = test.Section("ready");
        return new([.. test.List("runs").Select(read).OfType<TestDefinition>()])
        {
            ReadyLog = TestReader.ReadExpectation(ready?.Text("log")),
            ReadyPort = ready?.Text("port") is { } port ? int.Parse(port.Value, NumberStyles.None, CultureInfo.InvariantCulture) : null,
            ReadyRun = ready?.Command("run"),
            ReadyWithin = Duration(ready?.Text("within")) ?? DefaultReady,
            StillRunning = Duration(test.Text("still-running")),
        };
    }

    private static TimeSpan? Duration(Located<string>? text) =>
        text is not null && Durations.TryParse(text.Value, out var duration) ? duration : null;
}
