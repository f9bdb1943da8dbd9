using Images.Definitions;
using Images.Engines;

namespace Images.Building;

public class CacheAccessTests
{
    private static readonly Variant Variant = BareVariant.Named("r-ver") with { Id = "r-ver:4.6.1", FolderName = "4.6.1" };

    [Theory]
    [InlineData("type=gha", "ACTIONS_RESULTS_URL=new", "url_v2=new version=2")]
    [InlineData("type=gha", "ACTIONS_CACHE_URL=old", "url=old")]
    [InlineData("type=gha", "ACTIONS_CACHE_URL=old ACTIONS_RESULTS_URL=new", "url=old")]
    [InlineData("type=gha", "ACTIONS_CACHE_URL=old ACTIONS_RESULTS_URL=new ACTIONS_CACHE_SERVICE_V2=True", "url_v2=new version=2")]
    [InlineData("type=gha,version=1", "ACTIONS_CACHE_URL=old ACTIONS_RESULTS_URL=new ACTIONS_CACHE_SERVICE_V2=1", "url=old version=1")]
    [InlineData("type=gha,version=2", "ACTIONS_CACHE_URL=old ACTIONS_RESULTS_URL=new", "url_v2=new version=2")]
    [InlineData("type=gha,url=own", "ACTIONS_RESULTS_URL=new", "url=own")]
    [InlineData("type=gha,url_v2=own", "ACTIONS_CACHE_URL=old", "url_v2=own version=2")]
    public void A_workflows_cache_is_found_by_the_environment_unless_it_is_given(string text, string variables, string expected)
    {
        var cache = Access($"{variables} ACTIONS_RUNTIME_TOKEN=secret").Complete(CacheSpec.Parse(text));

        Assert.Equal($"scope=r-ver-4.6.1 token=secret {expected}", Attributes(cache));
        Assert.Null(CacheAccess.WhyNot(cache));
        Assert.Equal(["secret"], CacheAccess.MaskOf(cache).Values);
    }

    [Theory]
    [InlineData("", "ACTIONS_RUNTIME_TOKEN")]
    [InlineData("ACTIONS_RESULTS_URL=new", "ACTIONS_RUNTIME_TOKEN")]
    [InlineData("ACTIONS_RUNTIME_TOKEN=secret", "ACTIONS_RESULTS_URL")]
    public void Outside_of_workflows_it_is_out_of_reach(string variables, string missing) =>
        Assert.Equal(
            $"type=gha is not used: {missing} is not set; a workflow hands it to its steps with crazy-max/ghaction-github-runtime",
            CacheAccess.WhyNot(Access(variables).Complete(CacheSpec.Parse("type=gha")))
        );

    [Fact]
    public void A_bucket_takes_all_its_keys_from_one_place()
    {
        var access = Access("AWS_REGION=r AWS_ACCESS_KEY_ID=id AWS_SECRET_ACCESS_KEY=secret1 AWS_SESSION_TOKEN=secret2");

        var found = access.Complete(CacheSpec.Parse("type=s3,bucket=b"));
        Assert.Equal("access_key_id=id bucket=b region=r secret_access_key=secret1 session_token=secret2", Attributes(found));
        Assert.Equal(["secret1", "secret2"], CacheAccess.MaskOf(found).Values);

        var given = access.Complete(CacheSpec.Parse("type=s3,bucket=b,region=own,access_key_id=own,secret_access_key=own1"));
        Assert.Equal("access_key_id=own bucket=b region=own secret_access_key=own1", Attributes(given));
    }

    [Theory]
    [InlineData("ghcr.io/acme/cache:1", "ref=ghcr.io/acme/cache:1")]
    [InlineData("type=local,dest=d", "dest=d")]
    public void Other_caches_stay_as_they_are(string text, string expected)
    {
        var cache = Access("ACTIONS_RUNTIME_TOKEN=t ACTIONS_RESULTS_URL=u AWS_ACCESS_KEY_ID=i").Complete(CacheSpec.Parse(text));

        Assert.Equal(expected, Attributes(cache));
        Assert.Null(CacheAccess.WhyNot(cache));
    }

    private static CacheAccess Access(string variables) =>
        new(
            new HostEnvironment(
                variables
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .ToDictionary(pair => pair.Split('=')[0], pair => pair.Split('=')[1], StringComparer.Ordinal),
                "/home/user",
                IsLinux: true,
                IsRoot: false
            )
        );

    private static string Attributes(CacheSpec cache) =>
        string.Join(
            ' ',
            cache.For(Variant).Attributes.Select(attribute => $"{attribute.Key}={attribute.Value}").Order(StringComparer.Ordinal)
        );
}
