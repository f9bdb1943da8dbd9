using Images.Testing.Structure;

namespace Images.Tests.Testing.Structure;

public sealed class VariableExpansionTests
{
    private static readonly Dictionary<string, string> Variables = new() { ["PATH"] = "/bin", ["A_1"] = "x" };

    [Theory]
    [InlineData("echo $PATH", "echo /bin")]
    [InlineData("${PATH}:$A_1.$A_1", "/bin:x.x")]
    [InlineData("$NONE.", ".")]
    [InlineData("cost 5$ or $", "cost 5$ or $")]
    [InlineData("$$ $1 $@ ${*}", "   ")]
    [InlineData("a${}b", "ab")]
    [InlineData("a${b", "ab")]
    [InlineData("$é", "$é")]
    [InlineData("for i in 1; do echo $i; done", "for i in 1; do echo ; done")]
    public void Variables_are_replaced_before_any_shell_sees_them(string text, string expanded) =>
        Assert.Equal(expanded, VariableExpansion.Expand(text, Variables));

    [Theory]
    [InlineData("A=1\nB=2 # why\n", "A=1,B=2")]
    [InlineData("# c\n\nexport A=1\nB: 2", "A=1,B=2")]
    [InlineData("A='x # $B'\nB=\"l\\nm\"", "A=x # $B,B=l\nm")]
    [InlineData("A=1\nB=$A-${A}-\\$A-$OUT", "A=1,B=1-1-$A-out")]
    [InlineData("FOO=keepitsecret!\nBAR=keepitsafe!", "FOO=keepitsecret!,BAR=keepitsafe!")]
    public void A_file_of_variables_is_read(string text, string variables) =>
        Assert.Equal(
            variables,
            string.Join(
                ',',
                VariableFile.Parse(text, name => name == "OUT" ? "out" : null)!.Select(variable => $"{variable.Key}={variable.Value}")
            )
        );

    [Theory]
    [InlineData("A%=1")]
    [InlineData("A='1")]
    [InlineData("no equals")]
    public void A_file_that_is_none_gives_nothing(string text) => Assert.Null(VariableFile.Parse(text, _ => null));
}
