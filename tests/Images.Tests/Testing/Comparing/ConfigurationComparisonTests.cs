using System.Text.Json.Nodes;
using Images.Testing.Comparing;

namespace Images.Tests.Testing.Comparing;

public sealed class ConfigurationComparisonTests
{
    [Fact]
    public void Variables_labels_and_ports_are_compared_by_name()
    {
        var before = JsonNode.Parse(
            """{"Env":["A=1","B=2"],"Labels":{"x":"1"},"ExposedPorts":{"80/tcp":{}},"User":"","WorkingDir":"/","Cmd":["sh"]}"""
        );
        var after = JsonNode.Parse(
            """{"Env":["B=3","C=4=5"],"Labels":{"x":"2"},"User":"1000","Cmd":["sh"],"Entrypoint":null,"Volumes":{}}"""
        );
        Assert.Equal(
            [
                new("env A", "1", null),
                new("env B", "2", "3"),
                new("env C", null, "4=5"),
                new("label x", "1", "2"),
                new("port 80/tcp", "declared", null),
                new("user", null, "1000"),
            ],
            ConfigurationComparison.Of(before, after)
        );
    }

    [Fact]
    public void Nothing_and_what_is_empty_are_the_same() =>
        Assert.Empty(ConfigurationComparison.Of(null, JsonNode.Parse("""{"Cmd":[],"Labels":{},"WorkingDir":"/","User":""}""")));
}
