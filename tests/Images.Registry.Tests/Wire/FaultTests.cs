using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Transport;

namespace Images.Registry.Tests.Wire;

/// <summary>Pushes an image to a real registry through a relay that fails at each request in turn.</summary>
public sealed class FaultTests(RegistryFixture registry)
{
    private const int LongestWhole = 64 * 1024;

    // One to be asked for a login, three blobs of which one is sent in a part, and the manifest under two names.
    private const int RequestsOfPush = 13;
    private static int seeds;
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    /// <summary>Gets what goes wrong, and the requests at which that ends the push; a star is all.</summary>
    public static TheoryData<string, string> Faults =>
        new()
        {
            { "cut request 0", "" },
            { "cut request 1000", "" },
            { "cut request 200000", "" },
            { "cut answer 0", "" },
            { "cut answer 10", "" },
            { "swallow", "" },
            { "silence", "" },
            { "401", "POST PATCH PUT MANIFEST" },
            { "403", "*" },
            { "404 done", "POST" },
            { "408", "" },
            { "413", "HEAD POST MANIFEST" },
            { "416", "HEAD POST MANIFEST" },
            { "429", "" },
            { "429 Retry-After: 1", "" },
            { "429 Retry-After: 7200", "*" },
            { "500", "" },
            { "500 done", "" },
            { "502", "" },
            { "503 Retry-After: 1", "" },
            { "wrong digest", "" },
            { "wrong location", "POST PATCH" },
            { "redirect", "POST PATCH PUT MANIFEST" },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Wherever_it_fails_it_ends_with_the_image_or_with_one_line(string fault, string ends)
    {
        using var reader = Client();
        // The login is the relays' to want: a registry that checks passwords needs most of the time for that.
        await using var elsewhere = await FaultRelay.StartAsync(registry.OpenAddress, null, cancel);
        elsewhere.Rule = WantLogin;
        await using var relay = await FaultRelay.StartAsync(registry.OpenAddress, null, cancel);
        var failing = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var counts = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var made = Make(fault, elsewhere.Address);
        relay.Rule = request =>
            counts.AddOrUpdate(RepositoryOf(request), 1, (_, count) => count + 1) is var number
            && failing.TryGetValue(RepositoryOf(request), out var at)
            && at == number
                ? made
                : WantLogin(request);

        // The numbers of all requests that a push makes when nothing fails.
        await Parallel.ForEachAsync(
            Enumerable.Range(1, RequestsOfPush),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancel },
            async (number, _) =>
            {
                var tag = RegistryReference.Parse($"{relay.Address}/{Guid.NewGuid():N}:1");
                failing[tag.Repository] = number;
                await FailAsync(relay, reader, tag, number, $"{fault} at {number}", kind => ends == "*" || ends.Split(' ').Contains(kind));
            }
        );

        Assert.All(elsewhere.Requests, request => Assert.Null(request.Authorization));
    }

    private async Task FailAsync(
        FaultRelay relay,
        RegistryClient reader,
        RegistryReference tag,
        int number,
        string fault,
        Func<string, bool> isEnd
    )
    {
        var image = new SmallImage(Interlocked.Increment(ref seeds));
        var error = await PushAsync(image, tag);
        var requests = relay.Requests.Where(request => RepositoryOf(request) == tag.Repository).ToList();
        var what = $"{fault}: {error?.Message}\n{string.Join('\n', requests)}";

        Assert.True(error is not null == isEnd(KindOf(requests[number - 1])), what);
        Assert.True(error is null || !error.Message.Contains('\n', StringComparison.Ordinal), what);
        Assert.DoesNotContain(RegistryFixture.Password, error?.ToString() ?? "", StringComparison.Ordinal);
        if (error is not null)
        {
            // The rerun completes what is there.
            Assert.Null(await PushAsync(image, tag));
            requests = [.. relay.Requests.Where(request => RepositoryOf(request) == tag.Repository)];
        }

        var committed = requests.Select(request => request.CommittedBlob).OfType<string>().ToList();
        Assert.True(
            committed.Count == committed.Distinct(StringComparer.Ordinal).Count(),
            $"{what}\nrerun:\n{string.Join('\n', requests)}"
        );
        await image.AssertIsThereAsync(reader, tag with { Registry = registry.OpenAddress }, cancel);
    }

    private async Task<RegistryException?> PushAsync(SmallImage image, RegistryReference tag)
    {
        using var client = Client();
        try
        {
            await image.PushAsync(client, tag, cancel);
            return null;
        }
        catch (RegistryException error)
        {
            return error;
        }
    }

    private static string RepositoryOf(RelayedRequest request) => request.Path.Split('/')[2];

    private static Fault? WantLogin(RelayedRequest request) =>
        request.Authorization
        == $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{RegistryFixture.User}:{RegistryFixture.Password}"))}"
            ? null
            : Fault.Refuse(401, ("WWW-Authenticate", "Basic realm=\"tests\""));

    private static string KindOf(RelayedRequest request) =>
        request.Method == "PUT" && request.Path.Contains("/manifests/", StringComparison.Ordinal) ? "MANIFEST" : request.Method;

    private static RegistryClient Client() =>
        new(
            new RegistryOptions { Credentials = new OneLogin(RegistryFixture.User, RegistryFixture.Password), LongestWhole = LongestWhole },
            new QuickTime()
        );

    private static Fault Make(string fault, string elsewhere)
    {
        var words = fault.Split(' ');
        return words[0] switch
        {
            "cut" when words[1] == "request" => new Fault { CutRequest = long.Parse(words[2], CultureInfo.InvariantCulture) },
            "cut" => new Fault { CutAnswer = long.Parse(words[2], CultureInfo.InvariantCulture) },
            "swallow" => Fault.Swallow,
            "silence" => Fault.Silence,
            "redirect" => Fault.Refuse(307, ("Location", $"http://{elsewhere}/v2/elsewhere")),
            "wrong" when words[1] == "digest" => new Fault { Headers = [("Docker-Content-Digest", ContentDigest.Of("other"u8))] },
            "wrong" => new Fault { LocationHost = elsewhere },
            var status when words is [_, "done"] => Fault.RefuseDone(int.Parse(status, CultureInfo.InvariantCulture)),
            var status when words is [_, var name, var value] => Fault.Refuse(
                int.Parse(status, CultureInfo.InvariantCulture),
                (name.TrimEnd(':'), value)
            ),
            var status => Fault.Refuse(int.Parse(status, CultureInfo.InvariantCulture)),
        };
    }
}
