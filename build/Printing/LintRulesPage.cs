using System.Globalization;
using System.Text;
using Images.Rendering.Linting;

namespace Images.Build.Printing;

/// <summary>Writes <c>docs/lint-rules.md</c> out of the table of rules.</summary>
internal static class LintRulesPage
{
    private const string Start = """
        # The rules of lint

        <!-- Written from src/Images/Rendering/Linting/LintRules.cs by `UPDATE_GOLDENS=1 dotnet test tests/build.Tests`; a test keeps it current. -->

        `dotnet run --project build -- lint [selectors]` checks what the templates render, without an engine or a network. It prints one line
        for each finding, the Dockerfile's place first and the template's in parentheses, and exits 1 when there are any, 2 when a definition is
        wrong already. Where an engine with BuildKit's own checks (Docker 27 and newer) is at hand, their findings are added under their own names;
        every base is taken as an empty one for them, so nothing is pulled. In a GitHub workflow each template's line is annotated. `--json` prints the same as one document.

        | Rule | What must hold | In hadolint |
        | --- | --- | --- |

        """;

    private const string Hadolint = """

        ## Beside hadolint

        The last column names the rules of [hadolint](https://github.com/hadolint/hadolint) 2.15 that ask for the same. Where they and ours part:


        """;

    private const string End = """

        ## Exceptions

        A comment in the template, directly above the instruction, lets that instruction break one rule; the reason has to be there:

        ```dockerfile
        # lint-ignore verified-downloads: the vendor publishes no checksum and signs nothing
        RUN curl -fsSLO https://example.org/tool.deb
        ```

        Several such comments may stand above one another. A comment that names no rule, gives no reason, stands above no instruction or is not needed
        (any more) is itself a finding of the name `lint-ignore`. BuildKit's checks are named in the same way (`# lint-ignore JSONArgsRecommended: why`);
        for `docker build` itself, a line `# check=skip=JSONArgsRecommended` at the top of the template does it for the whole Dockerfile.

        """;

    /// <summary>Writes the page.</summary>
    /// <returns>Markdown, LF line ends.</returns>
    public static string Write()
    {
        var text = new StringBuilder(Start);
        foreach (var rule in LintRules.All)
        {
            var hadolint = rule.Hadolint.Count > 0 ? string.Join(", ", rule.Hadolint) : "none";
            text.Append(CultureInfo.InvariantCulture, $"| `{rule.Id}` | {rule.Description}. | {hadolint} |\n");
        }

        text.Append(Hadolint);
        foreach (var rule in LintRules.All.Where(rule => rule.UnlikeHadolint is not null))
        {
            text.Append(CultureInfo.InvariantCulture, $"- `{rule.Id}`: {rule.UnlikeHadolint}.\n");
        }

        return text.Append(End).ToString();
    }
}
