using System.Text;
using Images.Building;
using Images.Definitions;
using Images.Engines;
using Images.Planning;

namespace Images.Tests.Building.Secrets;

public sealed class FamilySecretsTests : IDisposable
{
    private const string Mounts =
        "FROM scratch\nRUN --mount=type=secret,id=pip --mount=type=secret,target=/x/shared --mount=type=secret,id=netrc --mount=type=ssh true\n";

    private readonly string home = Directory.CreateTempSubdirectory("home-").FullName;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public async Task Everything_that_is_missing_is_said_in_one_go_at_its_place()
    {
        var image = Image(
            Mounts,
            [
                new("pip", "PIP_TOKEN", null, true, At(4)),
                new("shared", "SHARED", null, true, new("images/family.yaml", 2, 5)),
                new("unused", "UNUSED", null, true, new("images/family.yaml", 3, 5)),
                new("netrc", null, "~/.netrc", true, At(5)),
                new("maybe", "MAYBE", null, false, At(6)),
            ],
            [new("default", "SSH_AUTH_SOCK", null, At(8))]
        );

        var error = await Assert.ThrowsAsync<DefinitionException>(() => OpenAsync(image));

        Assert.Equal(
            [
                "images/a/image.yaml:4:3: there is no secret 'pip': the variable PIP_TOKEN is not set; set PIP_TOKEN",
                $"images/a/image.yaml:5:3: there is no secret 'netrc': there is no file {home}/.netrc; create {home}/.netrc",
                "images/a/image.yaml:8:3: there is no SSH agent 'default': the variable SSH_AUTH_SOCK is not set; start ssh-agent, or set SSH_AUTH_SOCK to its socket",
                "images/family.yaml:2:5: there is no secret 'shared': the variable SHARED is not set; set SHARED",
            ],
            error.Errors.Select(found => found.ToString())
        );
    }

    [Fact]
    public async Task An_image_hands_out_what_it_declares_and_nothing_else()
    {
        await File.WriteAllTextAsync(Path.Combine(home, ".netrc"), "machine x\n", TestContext.Current.CancellationToken);
        var image = Image(Mounts, [new("pip", "PIP_TOKEN", null, true, At(4)), new("netrc", null, "~/.netrc", true, At(5))], []);

        var secrets = await OpenAsync(image, ("PIP_TOKEN", "t0ken"), ("OTHER", "other"));
        var source = secrets.SourceFor(image.Rendered.Variant)!;

        Assert.Equal("t0ken", await ReadAsync(source, "pip"));
        Assert.Equal("machine x\n", await ReadAsync(source, "netrc"));
        Assert.Null(await ReadAsync(source, "OTHER"));
        Assert.Equal(["machine x", "t0ken"], secrets.Mask.Values);
        Assert.Null(secrets.SourceFor(BareVariant.Named("b")));
    }

    private static SourceLocation At(int line) => new("images/a/image.yaml", line, 3);

    private static PlannedImage Image(string dockerfile, IReadOnlyList<SecretDefinition> secrets, IReadOnlyList<SshDefinition> ssh)
    {
        var planned = SampleFamily.Planned("a", dockerfile);
        var variant = planned.Rendered.Variant with { Secrets = secrets, Ssh = ssh };
        return planned with { Rendered = planned.Rendered with { Variant = variant } };
    }

    private Task<FamilySecrets> OpenAsync(PlannedImage image, params (string Name, string Value)[] variables)
    {
        var all = variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        return FamilySecrets.OpenAsync([image], new HostEnvironment(all, home, true, false), TestContext.Current.CancellationToken);
    }

    private static async Task<string?> ReadAsync(BuildKit.Sessions.ISecretSource source, string id) =>
        await source.GetAsync(id, TestContext.Current.CancellationToken) is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;
}
