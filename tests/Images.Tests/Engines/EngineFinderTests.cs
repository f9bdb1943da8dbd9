namespace Images.Engines;

public sealed class EngineFinderTests : IDisposable
{
    private readonly TemporaryFolder home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task The_option_beats_the_variable_and_the_variable_beats_the_context()
    {
        WriteContext("lab", "unix:///lab.sock");
        home.Write(".docker/config.json", """{"currentContext":"lab"}""");

        Assert.Equal(
            "unix:///option.sock",
            await FindAsync(new EngineOptions("unix:///option.sock"), "all", ("DOCKER_HOST", "unix:///host.sock"))
        );
        Assert.Equal("unix:///host.sock", await FindAsync(new EngineOptions(), "all", ("DOCKER_HOST", "unix:///host.sock")));
        Assert.Equal("unix:///lab.sock", await FindAsync(new EngineOptions(), "all"));
    }

    [Fact]
    public async Task Sockets_are_tried_in_their_order_and_the_private_engine_after_podman()
    {
        var asked = new List<string>();

        var found = await FindAsync(new EngineOptions(), "", asked, ("XDG_RUNTIME_DIR", "/run/user/7"));

        Assert.Equal(
            [
                "unix:///var/run/docker.sock",
                "unix:///run/user/7/docker.sock",
                $"unix://{home.Path}/.docker/run/docker.sock",
                "unix:///run/podman/podman.sock",
                "unix:///run/user/7/podman/podman.sock",
                "unix:///private.sock",
            ],
            asked
        );
        Assert.Equal("unix:///started.sock", found);
    }

    [Fact]
    public async Task The_first_socket_that_answers_is_taken()
    {
        Assert.Equal("unix:///run/podman/podman.sock", await FindAsync(new EngineOptions(), "unix:///run/podman/podman.sock"));
    }

    [Fact]
    public async Task A_named_engine_that_does_not_answer_is_an_error_and_nothing_else_is_tried()
    {
        var asked = new List<string>();

        var error = await Assert.ThrowsAsync<EngineException>(() =>
            FindAsync(new EngineOptions(), "", asked, ("DOCKER_HOST", "tcp://10.0.0.1:2375"))
        );

        Assert.Equal(
            "DOCKER_HOST=tcp://10.0.0.1:2375: the engine at tcp://10.0.0.1:2375/ does not answer (refused); start it, or name another with --engine=URL",
            error.Message
        );
        Assert.Single(asked);
    }

    [Theory]
    [InlineData("ssh://user@host", "ssh:// is not supported")]
    [InlineData("ftp://host", "scheme 'ftp://' is not supported")]
    [InlineData("not a url", "not an engine URL")]
    public async Task An_address_that_cannot_be_used_is_an_error(string url, string expected)
    {
        var error = await Assert.ThrowsAsync<EngineException>(() => FindAsync(new EngineOptions(url), "all"));

        Assert.StartsWith($"--engine={url}: {expected}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tls_comes_from_the_variables_and_only_files_that_are_there_count()
    {
        home.Write("certs/ca.pem", "");
        var host = Host(("DOCKER_TLS_VERIFY", "1"), ("DOCKER_CERT_PATH", Path.Combine(home.Path, "certs")));

        var endpoint = EngineNames.Named(host, new EngineOptions("tcp://engine:2376"))!;

        Assert.Equal(new EngineTls(Path.Combine(home.Path, "certs", "ca.pem"), null, null, SkipVerify: false), endpoint.Tls);
        Assert.Null(EngineNames.Named(Host(), new EngineOptions("tcp://engine:2375"))!.Tls);
    }

    [Fact]
    public void A_context_brings_its_own_tls_files()
    {
        var folder = WriteContext("lab", "tcp://lab:2376");
        home.Write($".docker/contexts/tls/{folder}/docker/ca.pem", "");

        var endpoint = EngineNames.Named(Host(("DOCKER_CONTEXT", "lab")), new EngineOptions())!;

        Assert.Equal("docker context 'lab'", endpoint.Origin);
        Assert.EndsWith("ca.pem", endpoint.Tls!.CaFile, StringComparison.Ordinal);
    }

    [Fact]
    public void A_context_that_does_not_exist_is_an_error_and_the_default_one_is_none()
    {
        var error = Assert.Throws<EngineException>(() => EngineNames.Named(Host(("DOCKER_CONTEXT", "gone")), new EngineOptions()));

        Assert.StartsWith("docker context 'gone': it does not exist; see 'docker context ls'", error.Message, StringComparison.Ordinal);
        Assert.Null(EngineNames.Named(Host(("DOCKER_CONTEXT", "default")), new EngineOptions()));
    }

    [Fact]
    public void A_config_file_that_is_not_json_is_an_error_with_its_name()
    {
        var file = home.Write(".docker/config.json", "{");

        var error = Assert.Throws<EngineException>(() => EngineNames.Named(Host(), new EngineOptions()));

        Assert.StartsWith($"{file}: cannot be read: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    /// <summary>Docker names a context's folder by the SHA-256 of its name.</summary>
    private string WriteContext(string name, string url)
    {
        var folder = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)));
        home.Write(
            $".docker/contexts/meta/{folder}/meta.json",
            $$"""{"Name":"{{name}}","Endpoints":{"docker":{"Host":"{{url}}","SkipTLSVerify":false} } }"""
        );
        return folder;
    }

    private HostEnvironment Host(params (string Name, string Value)[] variables) =>
        new(variables.ToDictionary(v => v.Name, v => v.Value), home.Path, IsLinux: true, IsRoot: false);

    private Task<string> FindAsync(EngineOptions options, string answering, params (string Name, string Value)[] variables) =>
        FindAsync(options, answering, [], variables);

    private async Task<string> FindAsync(
        EngineOptions options,
        string answering,
        List<string> asked,
        params (string Name, string Value)[] variables
    )
    {
        var finder = new EngineFinder(Host(variables), new Probe(answering, asked), new Started());
        return (await finder.FindAsync(options, TestContext.Current.CancellationToken)).Address.OriginalString;
    }

    private sealed class Probe(string answering, List<string> asked) : IEngineProbe
    {
        public Task<string?> PingAsync(EngineEndpoint endpoint, CancellationToken cancellationToken)
        {
            asked.Add(endpoint.Address.OriginalString);
            return Task.FromResult(answering == "all" || endpoint.Address.OriginalString == answering ? null : "refused");
        }
    }

    private sealed class Started : IPrivateEngine
    {
        public EngineEndpoint Endpoint => EngineSockets.At("/private.sock", EngineSource.Private);

        public Task<EngineEndpoint> StartAsync(EngineOptions options, CancellationToken cancellationToken) =>
            Task.FromResult(EngineSockets.At("/started.sock", EngineSource.Private));
    }
}
