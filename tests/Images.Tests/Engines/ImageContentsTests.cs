using System.Text.Json.Nodes;
using Images.Engines;

namespace Images.Tests.Engines;

public sealed class ImageContentsTests
{
    private const string Old = """
        {"Id": "sha256:1", "Os": "linux", "Architecture": "amd64", "RootFS": {"Type": "layers", "Layers": ["sha256:a", "sha256:b"]},
         "Config": {"Hostname": "x", "Tty": false, "Env": ["A=1"], "Cmd": ["sh"], "Entrypoint": null, "Labels": {"b": "2", "a": "1"},
                    "WorkingDir": "", "Volumes": null, "User": ""}}
        """;

    private const string New = """
        {"Id": "sha256:2", "Os": "linux", "Architecture": "amd64", "RootFS": {"Layers": ["sha256:a", "sha256:b"]},
         "Config": {"Labels": {"a": "1", "b": "2"}, "WorkingDir": "/", "Env": ["A=1"], "Cmd": ["sh"], "Volumes": {}}}
        """;

    [Fact]
    public void Engines_that_describe_the_same_image_in_different_words_agree() => Assert.Equal(Digest(Old), Digest(New));

    [Theory]
    [InlineData("\"sha256:b\"", "\"sha256:c\"")]
    [InlineData("A=1", "A=2")]
    [InlineData("[\"sh\"]", "[\"s\", \"h\"]")]
    [InlineData("\"b\": \"2\"", "\"b\": \"3\"")]
    [InlineData("amd64", "arm64")]
    public void Whatever_an_image_hands_down_makes_it_another_one(string before, string after) =>
        Assert.NotEqual(Digest(New), Digest(New.Replace(before, after, StringComparison.Ordinal)));

    private static string Digest(string json) => ImageContents.Digest(JsonNode.Parse(json)!);
}
