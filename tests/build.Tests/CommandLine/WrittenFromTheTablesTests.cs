using System.Runtime.CompilerServices;

namespace Images.Build.CommandLine;

public class WrittenFromTheTablesTests
{
    [Fact]
    public void The_help_of_the_program() => Golden.Match(HelpText.OfProgram(), "help.txt");

    [Theory]
    [InlineData("render")]
    [InlineData("build")]
    [InlineData("completion")]
    public void The_help_of_a_verb(string verb) => Golden.Match(HelpText.OfVerb(Verbs.Find(verb)!), $"help-{verb}.txt");

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void The_completion_script_of_a_shell(string shell) => Golden.Match(CompletionScript.Of(shell), $"completion.{shell}");

    [Fact]
    public void The_reference_page_in_docs_is_current() => Golden.MatchFile(ReferencePage.Write(), Docs());

    private static string Docs([CallerFilePath] string test = "") =>
        Path.Combine(Path.GetDirectoryName(test)!, "..", "..", "..", "docs", "command-line.md");
}
