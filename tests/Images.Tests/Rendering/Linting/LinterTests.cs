using Images.Rendering.Linting;

namespace Images.Tests.Rendering.Linting;

public sealed class LinterTests
{
    [Fact]
    public void A_finding_names_the_Dockerfile_and_the_template()
    {
        var finding = Assert.Single(Lint.Findings("FROM debian:12\nRUN set -eux; \\\n    curl-config | sort\n"));

        Assert.Equal("pipefail", finding.RuleId);
        Assert.Equal(("images/tool/default/Dockerfile", 3), (finding.Path, finding.Line));
        Assert.Equal(("templates/tool.Dockerfile.sbn", 103), (finding.TemplateFile, finding.TemplateLine));
    }

    [Theory]
    [InlineData("apt-without-recommends", "RUN install -d /a; \\\n  : reinstall; \\\n  apt-get update && apt-get -y \\\n  install b", 5)]
    [InlineData("pipefail", "RUN a; \\\n  x=${y} \\\n  ; { b; } \\\n  | c", 5)]
    [InlineData("pipefail", "RUN bb; \\\n# b\n  c; b | d", 4)]
    [InlineData("no-secrets", "ENV A_TOKEN_FILE=/a \\\n  A_TOKEN=b", 3)]
    public void A_finding_stands_at_the_line_of_the_word_that_is_wrong(string rule, string instructions, int line) =>
        Assert.Equal(line, Assert.Single(Lint.Of(rule, instructions)).Line);

    [Fact]
    public void Findings_come_by_path_and_line()
    {
        const string Bad = "FROM debian\nWORKDIR b\nUSER x\n";

        Assert.Equal(
            ["a:1 pinned-base", "a:2 absolute-workdir", "a:3 numeric-user", "b:1 pinned-base", "b:2 absolute-workdir", "b:3 numeric-user"],
            Lint.Findings(("b", Bad), ("a", Bad)).Select(finding => $"{finding.Path.Split('/')[1]}:{finding.Line} {finding.RuleId}")
        );
    }

    [Fact]
    public void Every_message_is_one_line_without_a_full_stop_and_every_rule_has_one_name()
    {
        var ids = LintRules.All.Select(rule => rule.Id).ToList();

        Assert.Equal(ids.Distinct(), ids);
        Assert.All(ids, id => Assert.Matches("^[a-z]+(?:-[a-z]+)*$", id));
        Assert.All(LintRules.All, rule => Assert.Matches("^[^\n]+[^.\n]$", rule.Description));
        Assert.All(LintRules.All.SelectMany(rule => rule.Hadolint), id => Assert.Matches("^(?:DL|SC)[0-9]{4}$", id));
        Assert.All(LintRules.All.Where(rule => rule.UnlikeHadolint is not null), rule => Assert.NotEmpty(rule.Hadolint));
    }

    [Fact]
    public void A_comment_above_an_instruction_lets_it_break_one_rule() =>
        Assert.Equal(
            ["numeric-user@5"],
            Lint.Marks("FROM debian:12\n# lint-ignore absolute-workdir: the base is ours\n# another comment\nWORKDIR a\nUSER x\n")
        );

    [Fact]
    public void Several_comments_may_stand_above_one_another() =>
        Assert.Empty(
            Lint.Marks(
                "FROM debian:12\n# lint-ignore apt-assumes-yes: why\n# lint-ignore apt-without-recommends: why\nRUN apt-get update; \\\n"
                    + "  apt-get install a; rm -r /var/lib/apt/lists/*\n"
            )
        );

    [Theory]
    [InlineData("# lint-ignore absolute-workdir:\nWORKDIR a", "gives no reason", 2)]
    [InlineData("# lint-ignore absolute-workdir\nWORKDIR a", "gives no reason", 2)]
    [InlineData("# lint-ignore\nWORKDIR a", "names no rule", 2)]
    [InlineData("# lint-ignore absolut-workdir: why\nWORKDIR a", "there is no rule 'absolut-workdir'", 2)]
    [InlineData("# lint-ignore absolute-workdir: why\n\nWORKDIR a", "directly above no instruction", 2)]
    [InlineData("WORKDIR /a\n# lint-ignore absolute-workdir: why", "directly above no instruction", 1)]
    [InlineData("# lint-ignore absolute-workdir: why\nWORKDIR /a", "breaks absolute-workdir nowhere", 1)]
    [InlineData("# lint-ignore lint-ignore: why\nWORKDIR /a", "there is no rule 'lint-ignore'", 1)]
    public void A_wrong_comment_is_a_finding_and_hides_nothing(string instructions, string message, int findings)
    {
        var all = Lint.Findings($"FROM debian:12\n{instructions}\n");

        Assert.Equal(findings, all.Count);
        Assert.Contains(message, Assert.Single(all, finding => finding.RuleId == "lint-ignore").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_a_here_document_is_no_comment() =>
        Assert.Equal(["engine-syntax@2"], Lint.Marks("FROM debian:12\nCOPY <<EOF /a\n# lint-ignore pipefail: data\nEOF\n"));

    [Fact]
    public void Nothing_is_found_in_an_empty_text() => Assert.Empty(Lint.Marks(string.Empty));
}
