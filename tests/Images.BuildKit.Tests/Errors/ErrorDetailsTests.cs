using Google.Protobuf;
using Images.BuildKit.Errors;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Tests.Errors;

public sealed class ErrorDetailsTests
{
    [Fact]
    public void Vertex_and_merged_lines_are_read_from_the_header()
    {
        var header = Header(
            ("github.com/moby/buildkit/errdefs.Vertex+json", """{"digest":"sha256:abc"}"""),
            ("github.com/moby/buildkit/stack.Stack+json", """{"frames":[]}"""),
            (
                "github.com/moby/buildkit/errdefs.Source+json",
                """{"info":{"filename":"Dockerfile","data":"RlJPTQ=="},"ranges":[{"start":{"line":3},"end":{"line":3}},{"start":{"line":4},"end":{"line":4}},{"start":{"line":9},"end":{}}]}"""
            )
        );

        var details = ErrorDetails.Parse(header);

        Assert.Equal("sha256:abc", details.VertexDigest);
        Assert.Equal([new SourceRange("Dockerfile", 3, 4), new SourceRange("Dockerfile", 9, 9)], details.Sources);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    public void Anything_else_is_no_details(string? header)
    {
        var details = ErrorDetails.Parse(header);

        Assert.Null(details.VertexDigest);
        Assert.Empty(details.Sources);
    }

    [Fact]
    public void Malformed_json_in_a_detail_is_no_details() =>
        Assert.Null(ErrorDetails.Parse(Header(("x/errdefs.Vertex+json", "{"))).VertexDigest);

    [Theory]
    [InlineData(
        """process "/bin/sh -c echo \"hi\" && exit 42" did not complete successfully: exit code: 42""",
        "/bin/sh -c echo \"hi\" && exit 42",
        42
    )]
    [InlineData("failed to solve: executor failed running [/bin/sh -c test [ a ]]: exit code: 1", "/bin/sh -c test [ a ]", 1)]
    [InlineData("process \"/bin/sh -c a\nb\" did not complete successfully: exit code: 127", "/bin/sh -c a\nb", 127)]
    public void Command_and_exit_code_are_in_the_message(string message, string command, int code) =>
        Assert.Equal(new ProcessFailure(command, code), ProcessFailure.Parse(message));

    [Theory]
    [InlineData("failed to compute cache key: \"/none\": not found")]
    [InlineData("exit code: 1")]
    public void Other_messages_are_about_no_process(string message) => Assert.Null(ProcessFailure.Parse(message));

    private static string Header(params (string Type, string Json)[] details)
    {
        var status = new RpcStatus { Code = 2, Message = "failed" };
        status.Details.AddRange(details.Select(d => new RpcDetail { TypeUrl = d.Type, Value = ByteString.CopyFromUtf8(d.Json) }));
        return Convert.ToBase64String(status.ToByteArray()).TrimEnd('=');
    }
}
