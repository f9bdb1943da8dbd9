using Docker.DotNet.Models;

namespace StandIns.Docker;

public sealed class RequestTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_container_is_asked_for_with_its_name_in_the_query_and_the_rest_in_the_body()
    {
        using var engine = CannedEngine.Answers("""{"Id":"abc","Warnings":[]}""", 201);

        var made = await engine.Client.Containers.CreateContainerAsync(
            new CreateContainerParameters
            {
                Name = "one two",
                Image = "base:1",
                Cmd = ["echo", "ä"],
                HostConfig = new HostConfig { NetworkMode = "none", Memory = 5 },
            },
            Token
        );

        Assert.Equal("abc", made.ID);
        Assert.Empty(made.Warnings);
        var request = await engine.Request;
        Assert.StartsWith("POST /containers/create?name=one%20two HTTP/1.1\r\n", request, StringComparison.Ordinal);
        var body = request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        Assert.Contains("\"Image\":\"base:1\"", body, StringComparison.Ordinal);
        Assert.Contains("\"HostConfig\":{\"Memory\":5,\"NetworkMode\":\"none\"}", body, StringComparison.Ordinal);
        Assert.DoesNotContain("one two", body, StringComparison.Ordinal);
        Assert.DoesNotContain("null", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_and_flags_are_written_as_the_engine_reads_them()
    {
        using var engine = CannedEngine.Answers("[]");
        var filters = new Dictionary<string, IDictionary<string, bool>> { ["reference"] = new Dictionary<string, bool> { ["a:1"] = true } };

        await engine.Client.Images.ListImagesAsync(new ImagesListParameters { All = true, Filters = filters }, Token);

        var line = (await engine.Request).Split("\r\n")[0];
        Assert.Equal("GET /images/json?all=1&filters={\"reference\":{\"a:1\":true}} HTTP/1.1", Uri.UnescapeDataString(line));
    }

    [Fact]
    public async Task A_build_sends_every_tag_and_its_arguments_as_json()
    {
        using var engine = CannedEngine.Answers("");
        using var context = new MemoryStream([1, 2, 3]);
        var parameters = new ImageBuildParameters
        {
            Tags = ["a:1", "b:2"],
            BuildArgs = new Dictionary<string, string> { ["K"] = "v w" },
            NoCache = false,
        };

        await engine.Client.Images.BuildImageFromDockerfileAsync(parameters, context, null, null, null, Token);

        var request = Uri.UnescapeDataString(await engine.Request);
        Assert.StartsWith("POST /build?t=a:1&t=b:2&nocache=0&buildargs={\"K\":\"v w\"} HTTP/1.1", request, StringComparison.Ordinal);
        Assert.Contains("application/x-tar", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_push_without_credentials_still_sends_the_header()
    {
        using var engine = CannedEngine.Answers("");

        await engine.Client.Images.PushImageAsync("r/a", new ImagePushParameters { Tag = "1" }, null, null, Token);

        Assert.Contains("X-Registry-Auth: e30=", await engine.Request, StringComparison.Ordinal);
    }
}
