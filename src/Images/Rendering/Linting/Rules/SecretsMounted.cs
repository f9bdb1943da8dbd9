namespace Images.Rendering.Linting.Rules;

/// <summary>A secret or SSH agent that an image's own definition declares is mounted by one of its steps.</summary>
/// <remarks>Hadolint has no such rule. What the family declares may be for some of its images only.</remarks>
internal sealed class SecretsMounted : ILintRule
{
    /// <inheritdoc/>
    public string Id => "secrets-mounted";

    /// <inheritdoc/>
    public string Description => "Every secret and SSH agent that an image.yaml declares is mounted by a RUN";

    /// <inheritdoc/>
    public IReadOnlyList<string> Hadolint => [];

    /// <inheritdoc/>
    public IEnumerable<LintProblem> Check(LintedDockerfile file)
    {
        var mounts = file.Instructions.SelectMany(RunMount.In).ToList();
        var variant = file.Image.Variant;
        var definition = $"images/{variant.Image}/image.yaml";
        var secrets = variant
            .Secrets.Where(secret => secret.Location.File == definition && !IsMounted("secret", secret.Id))
            .Select(secret =>
                $"the secret '{secret.Id}' ({secret.Location}) is mounted by no RUN: write 'RUN {{{{ secrets{Member(secret.Id)}.mount }}}} ...', or remove it"
            );
        var agents = variant
            .Ssh.Where(agent => agent.Location.File == definition && !IsMounted("ssh", agent.Id))
            .Select(agent =>
                $"the SSH agent '{agent.Id}' ({agent.Location}) is mounted by no RUN: write 'RUN {{{{ ssh{Member(agent.Id)}.mount }}}} ...', or remove it"
            );
        return secrets.Concat(agents).Select(message => new LintProblem(1, message));

        bool IsMounted(string type, string id) => mounts.Exists(mount => mount.Type == type && (mount.Id ?? "default") == id);
    }

    private static string Member(string id) =>
        id.All(character => char.IsAsciiLetterOrDigit(character) || character == '_') ? $".{id}" : $"['{id}']";
}
