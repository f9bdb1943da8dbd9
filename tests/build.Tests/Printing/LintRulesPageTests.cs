using System.Runtime.CompilerServices;

namespace Images.Build.Printing;

public class LintRulesPageTests
{
    [Fact]
    public void The_page_of_rules_in_docs_is_current() => Golden.MatchFile(LintRulesPage.Write(), Docs());

    private static string Docs([CallerFilePath] string test = "") =>
        Path.Combine(Path.GetDirectoryName(test)!, "..", "..", "..", "docs", "lint-rules.md");
}
