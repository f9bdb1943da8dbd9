using System.Text.RegularExpressions;

namespace Images.Rendering.Linting.Rules;

/// <summary>No ARG or ENV is named like a secret: both stay in the image's history or configuration.</summary>
/// <remarks>
/// Names are taken word by word: <c>NPM_TOKEN</c> and <c>dbPassword</c> are secrets, <c>PASSWORDLESS</c> and
/// <c>TOKENIZERS</c> are not, nor is <c>MAX_TOKENS</c>; PASS and PWD count behind another word. A name that ends in FILE or PATH says where a secret is, one with PUBLIC is no secret.
/// </remarks>
internal sealed partial class NoSecrets : ILintRule
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "PASSWORD",
        "PASSWORDS",
        "PASSWD",
        "PASSPHRASE",
        "SECRET",
        "SECRETS",
        "TOKEN",
        "CREDENTIAL",
        "CREDENTIALS",
        "APIKEY",
        "APITOKEN",
        "PRIVATEKEY",
    };

    private static readonly HashSet<string> Keys = new(StringComparer.Ordinal)
    {
        "API",
        "PRIVATE",
        "ACCESS",
        "SSH",
        "SIGNING",
        "ENCRYPTION",
        "ACCOUNT",
        "DEPLOY",
    };

    /// <inheritdoc/>
    public string Id => "no-secrets";

    /// <inheritdoc/>
    public string Description => "No ARG or ENV is named like a password, token, key or other secret, or has a password in a URL";

    /// <inheritdoc/>
    public IReadOnlyList<string> Hadolint => ["DL3064"];

    /// <inheritdoc/>
    public string? UnlikeHadolint =>
        "names are read word by word here, and URLs are looked into; hadolint looks for parts of names, `username` and `private` among them";

    /// <inheritdoc/>
    public IEnumerable<LintProblem> Check(LintedDockerfile file) =>
        from instruction in file.Instructions
        where instruction.Keyword is "ARG" or "ENV"
        from variable in DockerfileWords.Variables(instruction)
        let fault = IsSecret(variable.Name) ? "is named like a secret"
        : Login().IsMatch(variable.Value ?? string.Empty) ? "has a password in its URL"
        : null
        where fault is not null
        select new LintProblem(
            file.LineOf(instruction, variable.Name),
            $"{instruction.Keyword} {variable.Name} {fault} and stays in the image: use 'RUN --mount=type=secret', or pass it at run time"
        );

    private static bool IsSecret(string name)
    {
        var words = Word().Matches(name).Select(match => match.Value.ToUpperInvariant()).ToList();
        if (words.Contains("PUBLIC") || words is [.., "FILE" or "PATH"])
        {
            return false;
        }

        return words.Exists(Words.Contains)
            || words is [_, .., "PASS" or "PWD"]
            || words.Zip(words.Skip(1)).Any(pair => pair.Second is "KEY" or "KEYS" && Keys.Contains(pair.First));
    }

    [GeneratedRegex("://[^/@:]+:[^/@$]+@")]
    private static partial Regex Login();

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+")]
    private static partial Regex Word();
}
