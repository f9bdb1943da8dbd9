using System.Security.Cryptography;
using Images.BuildKit.Builds;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Tests.Builds;

public sealed class SolveMessageTests
{
    private static readonly BuildRequest Plain = new() { Dockerfile = "FROM scratch"u8.ToArray() };

    [Fact]
    public void A_plain_request_prefers_the_engines_own_images_and_exports_nothing()
    {
        var solve = SolveMessage.Of(Plain);

        Assert.Equal(("dockerfile.v0", ""), (solve.Frontend, solve.Exporter));
        Assert.Equal(new Dictionary<string, string> { ["filename"] = "Dockerfile", ["image-resolve-mode"] = "local" }, solve.FrontendAttrs);
        Assert.Empty(solve.Entitlements);
    }

    [Fact]
    public void Every_wish_has_its_attribute()
    {
        var request = Plain with
        {
            Target = "stage",
            Args = new Dictionary<string, string> { ["A"] = "1" },
            Labels = new Dictionary<string, string> { ["l"] = "2" },
            Platforms = ["linux/amd64", "linux/arm64"],
            NoCacheStages = ["a", "b"],
            Pull = true,
            Network = BuildNetwork.Host,
            AddHosts = new Dictionary<string, string> { ["h"] = "10.0.0.1" },
            Ulimits = ["nofile=1:2"],
            ShmSize = 64,
            SourceDateEpoch = DateTimeOffset.FromUnixTimeSeconds(5),
            CacheFrom = [new CacheLocation("registry", new Dictionary<string, string> { ["ref"] = "r" })],
            NamedContexts = new Dictionary<string, NamedContext>
            {
                ["base"] = new ImageContext("acme/base"),
                ["git"] = new RemoteContext("https://x/y.git"),
            },
            Output = new ImageOutput("a:1", "a:2") { Attributes = new Dictionary<string, string> { ["push"] = "true" } },
            FrontendAttributes = new Dictionary<string, string> { ["target"] = "other" },
        };

        var solve = SolveMessage.Of(request);

        var expected = new Dictionary<string, string>
        {
            ["filename"] = "Dockerfile",
            ["image-resolve-mode"] = "pull",
            ["target"] = "other",
            ["build-arg:A"] = "1",
            ["build-arg:SOURCE_DATE_EPOCH"] = "5",
            ["label:l"] = "2",
            ["platform"] = "linux/amd64,linux/arm64",
            ["no-cache"] = "a,b",
            ["force-network-mode"] = "host",
            ["add-hosts"] = "h=10.0.0.1",
            ["ulimit"] = "nofile=1:2",
            ["shm-size"] = "64",
            ["cache-imports"] = """[{"Type":"registry","Attrs":{"ref":"r"}}]""",
            ["context:base"] = "docker-image://acme/base",
            ["context:git"] = "https://x/y.git",
            ["frontend.caps"] = "moby.buildkit.frontend.contexts+forward",
        };
        Assert.Equal(expected, solve.FrontendAttrs);
        Assert.Equal(("moby", "a:1,a:2", "true"), (solve.Exporter, solve.ExporterAttrs["name"], solve.ExporterAttrs["push"]));
        Assert.Equal(["network.host"], solve.Entitlements);
        Assert.Equal("registry", Assert.Single(solve.Cache.Imports).Type);
    }

    [Fact]
    public void No_cache_at_all_is_an_empty_list_of_stages() =>
        Assert.Equal("", SolveMessage.Of(Plain with { NoCache = true, NoCacheStages = ["a"] }).FrontendAttrs["no-cache"]);

    [Fact]
    public void The_dockerfile_travels_with_the_request()
    {
        var solve = SolveMessage.Of(Plain with { DockerIgnore = "a\n"u8.ToArray(), DockerfileName = "Containerfile" });

        var definition = Definition.Parser.ParseFrom(solve.FrontendInputs["dockerfile"]);
        var step = Op.Parser.ParseFrom(definition.Def[0]);
        Assert.Equal(
            [("/Containerfile", "FROM scratch", -1L, -1L), ("/Containerfile.dockerignore", "a\n", 0L, 0L)],
            step.File.Actions.Select(action => (action.MakeFile.Path, action.MakeFile.Data.ToStringUtf8(), action.Input, action.Output))
        );
        var result = Op.Parser.ParseFrom(definition.Def[1]);
        var digest = Assert.Single(result.Inputs).Digest;
        Assert.Equal("sha256:" + Convert.ToHexStringLower(SHA256.HashData(definition.Def[0].Span)), digest);
        Assert.Equal("[internal] load build definition from Containerfile", definition.Metadata[digest].Description["llb.customname"]);
    }

    [Fact]
    public void A_dockerfile_in_a_folder_is_left_to_the_session()
    {
        Assert.Empty(SolveMessage.Of(Plain with { DockerfileName = "folder/Dockerfile" }).FrontendInputs);
    }
}
