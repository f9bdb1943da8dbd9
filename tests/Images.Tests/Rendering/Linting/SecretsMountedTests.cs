using Images.Definitions;
using Images.Rendering;
using Images.Rendering.Linting;

namespace Images.Tests.Rendering.Linting;

public sealed class SecretsMountedTests
{
    [Theory]
    [InlineData("RUN --mount=type=secret,id=pip pip config list", 0)]
    [InlineData("RUN --mount=type=cache,target=/c --mount=type=secret,required=true,id=pip pip config list", 0)]
    [InlineData("RUN --mount=type=secret,id=other pip config list", 1)]
    [InlineData("RUN --mount=type=ssh,id=pip pip config list", 1)]
    [InlineData("RUN pip config list", 1)]
    public void A_declared_secret_has_to_be_mounted(string instruction, int findings) =>
        Assert.Equal(findings, Found(instruction, Secret("images/tool/image.yaml"), []).Count);

    [Theory]
    [InlineData("RUN --mount=type=ssh git clone x", "default", 0)]
    [InlineData("RUN --mount=type=ssh,id=deploy git clone x", "deploy", 0)]
    [InlineData("RUN --mount=type=ssh,id=deploy git clone x", "default", 1)]
    [InlineData("RUN git clone x", "default", 1)]
    public void A_declared_agent_has_to_be_mounted(string instruction, string agent, int findings) =>
        Assert.Equal(findings, Found(instruction, [], [new SshDefinition(agent, null, null, Sample.At(5))]).Count);

    [Fact]
    public void What_the_family_declares_may_be_for_other_images() =>
        Assert.Empty(Found("RUN pip config list", Secret("images/family.yaml"), []));

    [Fact]
    public void The_finding_names_the_declaration_and_the_remedy()
    {
        var message = Assert.Single(Found("RUN true", Secret("images/tool/image.yaml"), [])).Message;

        Assert.Equal(
            "the secret 'pip' (images/tool/image.yaml:5:3) is mounted by no RUN: write 'RUN {{ secrets.pip.mount }} ...', or remove it",
            message
        );
    }

    private static SecretDefinition[] Secret(string file) => [new("pip", "PIP_TOKEN", null, true, new SourceLocation(file, 5, 3))];

    private static IReadOnlyList<LintFinding> Found(string instruction, SecretDefinition[] secrets, SshDefinition[] agents)
    {
        var image = Lint.Image("tool", $"FROM debian:12\n{instruction}\n");
        image = image with { Variant = image.Variant with { Secrets = secrets, Ssh = agents } };
        var family = Sample.Family("/family", image.Variant);
        var all = Linter.Lint([image], new ImageReferences(family), TestContext.Current.CancellationToken);
        return [.. all.Where(finding => finding.RuleId == "secrets-mounted")];
    }
}
