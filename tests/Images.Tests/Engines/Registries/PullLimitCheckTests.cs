using System.Net;
using System.Net.Http.Headers;
using Images.Engines;
using Images.Engines.Registries;
using Images.Registry;
using Images.Registry.Tests;
using Images.Registry.Transport;

namespace Images.Tests.Engines.Registries;

public sealed class PullLimitCheckTests
{
    [Theory]
    [InlineData("100;w=21600", "76;w=21600", DoctorStatus.Ok, "76 of 100 in 6 h are left")]
    [InlineData("100;w=21600", "3;w=21600", DoctorStatus.Warning, "3 of 100 in 6 h are left")]
    [InlineData("200", null, DoctorStatus.Ok, "200")]
    public async Task What_is_left_is_shown(string limit, string? left, DoctorStatus status, string detail)
    {
        var check = await AskAsync(() => Answer(HttpStatusCode.OK, limit, left));

        Assert.Equal(("pulls from Docker Hub", status, detail), (check!.Name, check.Status, check.Detail));
    }

    [Fact]
    public async Task Nothing_is_said_where_there_is_no_limit_or_no_answer()
    {
        Assert.Null(await AskAsync(() => Answer(HttpStatusCode.OK, null, null)));
        Assert.Null(await AskAsync(() => throw new HttpRequestException(HttpRequestError.NameResolutionError)));
        Assert.Null(await AskAsync(() => throw new OperationCanceledException()));
    }

    [Fact]
    public async Task A_limit_that_is_used_up_is_a_warning() =>
        Assert.Equal("none are left", (await AskAsync(() => Answer(HttpStatusCode.TooManyRequests, null, null)))!.Detail);

    private static async Task<DoctorCheck?> AskAsync(Func<HttpResponseMessage> answer)
    {
        using var handler = new Hub(answer);
        using var http = new HttpMessageInvoker(handler);
        using var client = new RegistryClient(new RegistryOptions { Retries = 0 }, new HastyTime(), http);
        return await PullLimitCheck.RunAsync(client, TimeSpan.FromMinutes(1), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string? limit, string? left)
    {
        var answer = new HttpResponseMessage(status) { Content = new ByteArrayContent([]) };
        answer.Content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.oci.image.manifest.v1+json");
        answer.Content.Headers.ContentLength = 500;
        answer.Headers.TryAddWithoutValidation("Docker-Content-Digest", $"sha256:{new string('a', 64)}");
        foreach (var (name, value) in new[] { ("ratelimit-limit", limit), ("ratelimit-remaining", left) })
        {
            if (value is not null)
            {
                answer.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return answer;
    }

    private sealed class Hub(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer());
    }
}
