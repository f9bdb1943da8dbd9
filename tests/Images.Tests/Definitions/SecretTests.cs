namespace Images.Tests.Definitions;

public sealed class SecretTests
{
    [Fact]
    public void A_secret_is_seen_by_the_build_of_its_own_image_only()
    {
        using var folder = new FamilyFolder(
            ("images/family.yaml", "secrets: [{ id: all, env: ALL }]"),
            ("images/p/image.yaml", "from: scratch\nsecrets: [{ id: pip, env: PIP_TOKEN }]\nssh: [default]"),
            ("images/c/image.yaml", "from: p\nsecrets: [{ id: all, env: MINE }]")
        );

        Assert.Equal(["all=ALL", "pip=PIP_TOKEN"], folder.Variant("p").Secrets.Select(secret => $"{secret.Id}={secret.Env}"));
        Assert.Equal(["all=MINE"], folder.Variant("c").Secrets.Select(secret => $"{secret.Id}={secret.Env}"));
        Assert.Equal("SSH_AUTH_SOCK", Assert.Single(folder.Variant("p").Ssh).Env);
        Assert.Empty(folder.Variant("c").Ssh);
    }

    [Fact]
    public void A_file_is_relative_to_the_definition_and_axes_are_replaced()
    {
        using var folder = new FamilyFolder(
            ("images/family.yaml", "secrets: [{ id: common, file: ../common }]"),
            (
                "images/a/image.yaml",
                """
                from: scratch
                matrix: { v: [x] }
                secrets:
                  - { id: "{{ v }}-key", file: "../../{{ v }}", required: false }
                  - { id: h, file: ~/.netrc }
                ssh: [{ id: work, socket: "/run/{{ v }}" }]
                """
            )
        );

        var variant = folder.Variant("a:x");

        Assert.Equal(
            [$"common {folder.Root}/common True", $"x-key {folder.Root}/x False", "h ~/.netrc True"],
            variant.Secrets.Select(secret => $"{secret.Id} {secret.File} {secret.IsRequired}")
        );
        Assert.Equal("/run/x", Assert.Single(variant.Ssh).Socket);
        Assert.Equal("images/a/image.yaml:4:5", variant.Secrets[1].Location.ToString());
    }
}
