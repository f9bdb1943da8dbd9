using System.Net;
using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace StandIns.Docker;

public sealed class AnswerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Times_in_lists_are_seconds_and_come_out_as_utc()
    {
        using var engine = CannedEngine.Answers("""[{"Id":"sha256:1","Created":1700000000,"RepoTags":["a:1"],"Labels":null,"Size":7}]""");

        var image = Assert.Single(await engine.Client.Images.ListImagesAsync(new ImagesListParameters(), Token));

        Assert.Equal(new DateTime(2023, 11, 14, 22, 13, 20, DateTimeKind.Utc), image.Created);
        Assert.Equal(DateTimeKind.Utc, image.Created.Kind);
        Assert.Null(image.Labels);
    }

    [Theory]
    [InlineData(404, typeof(DockerImageNotFoundException))]
    [InlineData(500, typeof(DockerApiException))]
    public async Task A_refusal_keeps_status_and_body(int status, Type type)
    {
        using var engine = CannedEngine.Answers("""{"message":"no"}""", status);

        var refusal = await Assert.ThrowsAnyAsync<DockerApiException>(() => engine.Client.Images.InspectImageAsync("a", Token));

        Assert.IsType(type, refusal);
        Assert.Equal((HttpStatusCode)status, refusal.StatusCode);
        Assert.Equal("""{"message":"no"}""", refusal.ResponseBody);
        Assert.Equal($"Docker API responded with status code={(HttpStatusCode)status}, response={{\"message\":\"no\"}}", refusal.Message);
    }

    [Fact]
    public async Task Starting_what_runs_already_is_false()
    {
        using var engine = CannedEngine.Answers("", 304);

        Assert.False(await engine.Client.Containers.StartContainerAsync("c", new ContainerStartParameters(), Token));
    }

    [Fact]
    public async Task Progress_comes_in_order_with_its_errors_and_extra_data()
    {
        using var engine = CannedEngine.Answers(
            """
            {"stream":"one\n"}
            {"status":"Pushing","progressDetail":{"current":3,"total":9},"progress":"[=]","id":"x"}
            {"aux":{"ID":"sha256:1","Size":5,"More":{"a":1}}}
            {"errorDetail":{"code":7,"message":"bad"},"error":"bad"}
            """
        );
        var messages = new Collected();
        using var archive = new MemoryStream();

        await engine.Client.Images.LoadImageAsync(new ImageLoadParameters { Quiet = true }, archive, messages, Token);

        Assert.Equal(4, messages.Items.Count);
        Assert.Equal("one\n", messages.Items[0].Stream);
        Assert.Equal(
            (3, 9, "[=]", "x"),
            (messages.Items[1].Progress.Current, messages.Items[1].Progress.Total, messages.Items[1].ProgressMessage, messages.Items[1].ID)
        );
        Assert.Equal("sha256:1", messages.Items[2].Aux.ExtensionData["ID"]);
        Assert.Equal(5L, messages.Items[2].Aux.ExtensionData["Size"]);
        Assert.Equal((7, "bad", "bad"), (messages.Items[3].Error.Code, messages.Items[3].Error.Message, messages.Items[3].ErrorMessage));
    }

    [Fact]
    public async Task Frames_of_both_streams_are_told_apart_even_when_they_interleave()
    {
        using var engine = CannedEngine.Answers([.. Frame(1, "ou"), .. Frame(2, "err"), .. Frame(1, "t"), .. Frame(1, "")]);

        using var logs = await engine.Client.Containers.GetContainerLogsAsync("c", false, new ContainerLogsParameters(), Token);
        var (output, error) = await logs.ReadOutputToEndAsync(Token);

        Assert.Equal(("out", "err"), (output, error));
    }

    [Fact]
    public async Task A_terminal_has_one_stream_without_frames()
    {
        using var engine = CannedEngine.Answers("raw");

        using var logs = await engine.Client.Containers.GetContainerLogsAsync("c", true, new ContainerLogsParameters(), Token);

        Assert.Equal(("raw", ""), await logs.ReadOutputToEndAsync(Token));
    }

    [Fact]
    public async Task A_frame_cut_short_is_an_error()
    {
        using var engine = CannedEngine.Answers(Frame(1, "hello")[..10]);

        using var logs = await engine.Client.Containers.GetContainerLogsAsync("c", false, new ContainerLogsParameters(), Token);

        await Assert.ThrowsAsync<EndOfStreamException>(() => logs.ReadOutputToEndAsync(Token));
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_in_time_is_a_cancellation()
    {
        using var engine = CannedEngine.Silent();
        engine.Client.DefaultTimeout = TimeSpan.FromMilliseconds(20);

        await Assert.ThrowsAsync<TaskCanceledException>(() => engine.Client.System.PingAsync(Token));
    }

    private static byte[] Frame(byte stream, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [stream, 0, 0, 0, 0, 0, 0, (byte)bytes.Length, .. bytes];
    }

    private sealed class Collected : IProgress<JSONMessage>
    {
        public List<JSONMessage> Items { get; } = [];

        public void Report(JSONMessage value) => Items.Add(value);
    }
}
