using Images.Registry.Errors;
using Images.Registry.Logins;

namespace Images.Registry.Tests.Logins;

/// <summary>Helpers are shell scripts on PATH, as real ones are programs there.</summary>
public sealed class CredentialHelperTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly string name = $"images-{Guid.NewGuid():N}";
    private readonly string? path = Environment.GetEnvironmentVariable("PATH");

    public CredentialHelperTests() => Environment.SetEnvironmentVariable("PATH", $"{directory.Path}:{path}");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", path);
        directory.Dispose();
    }

    [Fact]
    public async Task A_helper_is_given_the_server_and_answers_with_the_login()
    {
        Helper(
            """test "$1" = get && read -r server; echo "{\"ServerURL\":\"$server\",\"Username\":\"me at $server\",\"Secret\":\"s3cret\"}" """
        );

        Assert.Equal(new RegistryCredential("me at ghcr.io", "s3cret"), await AskAsync("credHelpers", "ghcr.io"));
        Assert.Equal(new RegistryCredential("me at https://index.docker.io/v1/", "s3cret"), await AskAsync("credsStore", "docker.io"));
    }

    [Fact]
    public async Task The_helper_of_a_registry_goes_before_the_store_and_the_store_before_the_file()
    {
        Helper("""echo '{"Username":"helper","Secret":"s"}'""");
        var auth = Convert.ToBase64String("file:f"u8);
        Write($$"""{"auths":{"ghcr.io":{"auth":"{{auth}}"},"quay.io":{"auth":"{{auth}}"} },"credHelpers":{"ghcr.io":"{{name}}"} }""");

        Assert.Equal("helper", (await AskAsync("ghcr.io"))?.UserName);
        Assert.Equal("file", (await AskAsync("quay.io"))?.UserName);
    }

    [Fact]
    public async Task An_identity_token_comes_without_user()
    {
        Helper("""echo '{"Username":"<token>","Secret":"t0ken"}'""");

        Assert.Equal(new RegistryCredential("", "t0ken"), await AskAsync("credsStore", "ghcr.io"));
    }

    [Fact]
    public async Task A_helper_that_knows_nothing_of_the_server_leaves_it_anonymous()
    {
        Helper("echo 'credentials not found in native keychain'; exit 1");

        Assert.Null(await AskAsync("credsStore", "ghcr.io"));
    }

    [Theory]
    [InlineData("echo 'keychain is locked'; echo more; exit 3", "failed for ghcr.io with exit code 3: keychain is locked")]
    [InlineData("exit 3", "failed for ghcr.io with exit code 3: it says nothing")]
    [InlineData("echo 's3cret'", "did not answer with a JSON object")]
    [InlineData("echo '[\"s3cret\"]'", "did not answer with a JSON object")]
    [InlineData("echo '{\"Secret\":{\"a\":\"s3cret\"}}'", "did not answer with a JSON object")]
    [InlineData("exec cat /dev/zero", "did not answer with a JSON object")]
    public async Task A_helper_that_fails_is_named_in_one_line_without_what_may_be_a_secret(string script, string problem)
    {
        Helper(script);

        var error = await Assert.ThrowsAsync<RegistryLoginException>(() => AskAsync("credsStore", "ghcr.io"));

        Assert.StartsWith($"docker-credential-{name}: {problem}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exec cat /dev/zero >&2")]
    [InlineData("exec sleep 600")]
    [InlineData("sleep 2 & echo '{}'")]
    public async Task A_helper_that_hangs_is_given_up(string script)
    {
        Helper(script);
        Write($$"""{"credsStore":"{{name}}"}""");
        var logins = new DockerConfigLogins(directory.Path, TimeSpan.FromSeconds(0.3));

        var error = await Assert.ThrowsAsync<RegistryLoginException>(() =>
            logins.GetAsync("ghcr.io", TestContext.Current.CancellationToken).AsTask()
        );

        Assert.Equal($"docker-credential-{name}: did not answer for ghcr.io within 0.3 s", error.Message);
    }

    [Fact]
    public async Task A_helper_is_killed_when_nobody_waits_for_it()
    {
        Helper("""echo $$ > "$(dirname "$0")/pid"; exec sleep 600""");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Write($$"""{"credsStore":"{{name}}"}""");
        var asking = new DockerConfigLogins(directory.Path).GetAsync("ghcr.io", stop.Token).AsTask();
        string id;
        while (!File.Exists(directory["pid"]) || (id = (await File.ReadAllTextAsync(directory["pid"], stop.Token)).Trim()).Length == 0)
        {
            await Task.Yield();
        }

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (IsRunning(id))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), limit.Token);
        }
    }

    [Fact]
    public async Task A_helper_is_a_name_and_not_a_path()
    {
        Write("""{"credsStore":"../../bin/sh"}""");

        var error = await Assert.ThrowsAsync<RegistryLoginException>(() => AskAsync("ghcr.io"));

        Assert.Contains("is a path", error.Message, StringComparison.Ordinal);
    }

    private static bool IsRunning(string id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Length > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void Helper(string script)
    {
        directory.Write($"docker-credential-{name}", $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(
            directory[$"docker-credential-{name}"],
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
    }

    private void Write(string config) => directory.Write("config.json", config);

    private Task<RegistryCredential?> AskAsync(string how, string host)
    {
        Write(how == "credsStore" ? $$"""{"credsStore":"{{name}}"}""" : $$"""{"credHelpers":{"{{host}}":"{{name}}"} }""");
        return AskAsync(host);
    }

    private Task<RegistryCredential?> AskAsync(string host) =>
        new DockerConfigLogins(directory.Path).GetAsync(host, TestContext.Current.CancellationToken).AsTask();
}
