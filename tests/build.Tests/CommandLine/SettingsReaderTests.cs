using Cake.Core.Diagnostics;

namespace Images.Build.CommandLine;

public sealed class SettingsReaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("settings").FullName;

    public SettingsReaderTests()
    {
        Directory.CreateDirectory(Path.Combine(folder, "images"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("test", "main")]
    [InlineData("render", null)]
    public void What_narrows_selections_does_so_for_verbs_that_have_one(string verb, string? expected) =>
        Assert.Equal(expected, Read([verb], new() { ["IMAGES_CHANGED_SINCE"] = "main" }).ChangedSince);

    [Theory]
    [InlineData(null, 90)]
    [InlineData("0d", 0)]
    [InlineData("30d", 30)]
    [InlineData("2W", 14)]
    public void A_time_ahead_is_read_in_days_and_weeks(string? written, int days) =>
        Assert.Equal(days, Read(written is null ? ["eol"] : ["eol", $"--within={written}"], []).Within);

    [Theory]
    [InlineData("d")]
    [InlineData("90")]
    [InlineData("-1d")]
    [InlineData("1y")]
    [InlineData("99999999999d")]
    public void What_is_no_time_ahead_is_an_error(string written) =>
        Assert.Contains(
            "no time",
            Assert.Throws<UsageException>(() => Read(["eol", $"--within={written}"], [])).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Nothing_said_means_the_defaults()
    {
        var settings = Read(["build"], []);

        Assert.Null(settings.Jobs);
        Assert.Null(settings.Engine);
        Assert.Null(settings.Color);
        Assert.False(settings.FailFast);
        Assert.False(settings.Json);
        Assert.Equal(ProgressMode.Auto, settings.Progress);
        Assert.Equal(Verbosity.Normal, settings.Verbosity);
        Assert.Equal(folder, settings.Root);
    }

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_file()
    {
        WriteConfiguration("[Images]", "Jobs=1", "FailFast=true", "Progress=quiet");
        var environment = new Dictionary<string, string> { ["IMAGES_JOBS"] = "2", ["IMAGES_PROGRESS"] = "plain" };

        var settings = Read(["build", "--jobs=3"], environment);

        Assert.Equal(3, settings.Jobs);
        Assert.Equal(ProgressMode.Plain, settings.Progress);
        Assert.True(settings.FailFast);
    }

    [Fact]
    public void A_switch_can_be_switched_off_again()
    {
        WriteConfiguration("[Images]", "fail-fast=true");

        Assert.False(Read(["build"], new() { ["IMAGES_FAIL_FAST"] = "0" }).FailFast);
        Assert.False(Read(["build", "--fail-fast=false"], []).FailFast);
    }

    [Fact]
    public void An_empty_variable_says_nothing()
    {
        Assert.Null(Read(["build"], new() { ["IMAGES_JOBS"] = "" }).Jobs);
    }

    [Fact]
    public void Progress_may_come_from_the_variable_of_BuildKit_when_nothing_else_says_it()
    {
        Assert.Equal(ProgressMode.Plain, Read(["build"], new() { ["BUILDKIT_PROGRESS"] = "plain" }).Progress);
        Assert.Equal(ProgressMode.Auto, Read(["build"], new() { ["BUILDKIT_PROGRESS"] = "other" }).Progress);
        var both = new Dictionary<string, string> { ["BUILDKIT_PROGRESS"] = "plain", ["IMAGES_PROGRESS"] = "tty" };
        Assert.Equal(ProgressMode.Tty, Read(["build"], both).Progress);
    }

    [Fact]
    public void Every_option_that_has_a_variable_is_read_from_it()
    {
        foreach (var option in Options.All.Where(option => option.Variable is not null && option.Choices.Count > 0))
        {
            var exception = Assert.Throws<UsageException>(() => Read([], new() { [option.Variable!] = "nonsense" }));
            Assert.StartsWith($"{option.Variable}: 'nonsense' is none of", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Several_engines_stand_in_one_variable_or_line_with_commas_between()
    {
        WriteConfiguration("[Images]", "Engine=tcp://c:1, tcp://d:1");
        var variable = new Dictionary<string, string> { ["IMAGES_ENGINE"] = "tcp://a:1,tcp://b:1" };

        Assert.Equal(["tcp://a:1", "tcp://b:1"], Read(["build"], variable).Engines);
        Assert.Equal(["tcp://c:1", "tcp://d:1"], Read(["build"], []).Engines);
        Assert.Equal(["tcp://e:1"], Read(["build", "--engine=tcp://e:1"], variable).Engines);
        Assert.Equal(["type=inline", "acme/cache"], Read(["build"], new() { ["IMAGES_CACHE_TO"] = "type=inline acme/cache" }).CacheTo);
    }

    [Fact]
    public void A_wrong_variable_is_named()
    {
        var exception = Assert.Throws<UsageException>(() => Read([], new() { ["IMAGES_JOBS"] = "many" }));

        Assert.Equal("IMAGES_JOBS: 'many' is no whole number from 1 to 256", exception.Message);
    }

    [Fact]
    public void The_root_is_found_from_a_subfolder()
    {
        File.WriteAllText(Path.Combine(folder, "images", "family.yaml"), string.Empty);
        var below = Directory.CreateDirectory(Path.Combine(folder, "images", "base", "images")).FullName;

        Assert.Equal(folder, new SettingsReader(CommandLineParser.Parse([]), new Dictionary<string, string>()).Read(below).Root);
    }

    [Fact]
    public void A_named_root_must_hold_images()
    {
        var exception = Assert.Throws<UsageException>(() => Read(["--root=nowhere"], []));

        Assert.Equal($"--root=nowhere: there is no folder {folder}/nowhere/images", exception.Message);
    }

    private Settings Read(string[] arguments, Dictionary<string, string> environment) =>
        new SettingsReader(CommandLineParser.Parse(arguments), environment).Read(folder);

    private void WriteConfiguration(params string[] lines) => File.WriteAllLines(Path.Combine(folder, "cake.config"), lines);
}
