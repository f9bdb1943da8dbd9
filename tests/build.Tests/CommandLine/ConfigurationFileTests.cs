namespace Images.Build.CommandLine;

public class ConfigurationFileTests
{
    [Fact]
    public void Only_our_section_is_read_and_comments_are_not()
    {
        var values = ConfigurationFile.Parse([
            "[Nuget]",
            "Source=x",
            "; note",
            "",
            "[images]",
            "Fail_Fast=yes",
            "jobs=04",
            "[Paths]",
            "Tools=y",
        ]);

        Assert.Equal(2, values.Count);
        Assert.Equal("true", values[Options.FailFast]);
        Assert.Equal("4", values[Options.Jobs]);
    }

    [Theory]
    [InlineData("cake.config:2: unknown setting 'Jbos' (did you mean 'jobs'?)", "Jbos=4")]
    [InlineData("cake.config:2: unknown setting 'Target'", "Target=Build")]
    [InlineData("cake.config:2: 'Jobs' is no setting, write NAME=value", "Jobs")]
    [InlineData("cake.config:2: Jobs: 'x' is no whole number from 1 to 256", "Jobs=x")]
    public void A_mistake_is_named_with_its_line(string message, string line)
    {
        var exception = Assert.Throws<UsageException>(() => ConfigurationFile.Parse(["[Images]", line]));

        Assert.Equal(message, exception.Message);
    }
}
