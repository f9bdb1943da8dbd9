using System.Text;
using Images.BuildKit.Errors;
using Images.BuildKit.Sessions;

namespace Images.BuildKit.Tests.Sessions;

public sealed class SecretSourceTests
{
    private const int Limit = 500 * 1024;
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_read_when_it_is_asked_for()
    {
        using var directory = new TemporaryDirectory().Write("token", "old");
        var secrets = new FileSecrets(new Dictionary<string, string> { ["pip"] = directory["token"] });

        directory.Write("token", "new\n");

        Assert.Equal("new\n", await TextAsync(secrets, "pip"));
        Assert.Null(await TextAsync(secrets, "other"));
    }

    [Fact]
    public async Task A_file_may_be_as_long_as_docker_allows_and_no_longer()
    {
        using var directory = new TemporaryDirectory()
            .Write("longest", new string('x', Limit))
            .Write("too-long", new string('x', Limit + 1));
        var secrets = new FileSecrets(new Dictionary<string, string> { ["a"] = directory["longest"], ["b"] = directory["too-long"] });

        Assert.Equal(Limit, (await TextAsync(secrets, "a"))?.Length);
        var error = await Assert.ThrowsAsync<BuildKitException>(() => TextAsync(secrets, "b"));
        Assert.StartsWith("secret b: is longer than 500 KiB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_promised_and_is_not_there_is_an_error_by_name()
    {
        var secrets = new FileSecrets(new Dictionary<string, string> { ["a"] = "/nonexistent/token" });

        var error = await Assert.ThrowsAsync<BuildKitException>(() => TextAsync(secrets, "a"));

        Assert.StartsWith("secret a: /nonexistent/token cannot be read", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task A_variable_is_a_secret_unless_it_is_not_set()
    {
        var variables = new Dictionary<string, string> { ["PIP_TOKEN"] = "größer", ["EMPTY"] = "" };
        var secrets = new EnvironmentSecrets(
            new Dictionary<string, string>
            {
                ["pip"] = "PIP_TOKEN",
                ["empty"] = "EMPTY",
                ["absent"] = "ABSENT",
            },
            name => variables.GetValueOrDefault(name)
        );

        Assert.Equal("größer", await TextAsync(secrets, "pip"));
        Assert.Equal("", await TextAsync(secrets, "empty"));
        Assert.Null(await TextAsync(secrets, "absent"));
        Assert.Null(await TextAsync(secrets, "PIP_TOKEN"));
    }

    [Fact]
    public async Task The_first_source_that_has_a_secret_gives_it()
    {
        var secrets = new CombinedSecrets(Memory("a", "1"), Memory("b", "2"), Memory("a", "3"));

        Assert.Equal("1", await TextAsync(secrets, "a"));
        Assert.Equal("2", await TextAsync(secrets, "b"));
        Assert.Null(await TextAsync(secrets, "c"));
    }

    private static MemorySecrets Memory(string id, string value) =>
        new(new Dictionary<string, ReadOnlyMemory<byte>> { [id] = Encoding.UTF8.GetBytes(value) });

    private async Task<string?> TextAsync(ISecretSource secrets, string id) =>
        await secrets.GetAsync(id, cancel) is { } secret ? Encoding.UTF8.GetString(secret.Span) : null;
}
