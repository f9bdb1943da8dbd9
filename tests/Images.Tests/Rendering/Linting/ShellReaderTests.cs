using Images.Rendering.Linting.Shell;

namespace Images.Tests.Rendering.Linting;

public sealed class ShellReaderTests
{
    [Theory]
    [InlineData("a | b", "a| b")]
    [InlineData("a |& b", "a| b")]
    [InlineData("a || b && c; d & e", "a b c d e")]
    [InlineData("A=1 B=2 /usr/bin/a | sudo b", "a| b")]
    [InlineData("if a; then b | c; fi", "a b| c fi")]
    [InlineData("{ a; b; } | c", "a b }| c")]
    [InlineData("( a; b ) | c", "a b | c")]
    [InlineData("a 'x | y' \"x | y\" x\\|y", "a")]
    [InlineData("a \"$(b | c)\"", "b| c a")]
    [InlineData("a $(b $(c) | d)", "c b| d a")]
    [InlineData("a `b | c`", "b| c a")]
    [InlineData("a $((1 | 2)) ${x#|} ; (( y | z ))", "a")]
    [InlineData("a >| f 2>&1 &> g", "a")]
    [InlineData("a <(b | c)", "b| c a")]
    [InlineData("a # b | c\nd", "a d")]
    [InlineData("case $x in a|b) c ;; (d|e) f | g ;; esac; h", "c f| g h")]
    [InlineData("case $x in a) b ;; esac | c", "b | c")]
    [InlineData("[[ $x =~ a|b ]] && c", "[[ c")]
    [InlineData("a <<'E' | b\nx | y\nE\nc", "a| b c")]
    [InlineData("a <<-E\n\tx | y\n\tE\nc", "a c")]
    [InlineData("a 'b", "a")]
    [InlineData("a $(b", "b a")]
    [InlineData("a ) b", "a b")]
    [InlineData("", "")]
    public void The_commands_of_a_script_and_its_pipes(string script, string commands) =>
        Assert.Equal(
            commands,
            string.Join(' ', ShellReader.Read(script).Select(command => command.Program + (command.IsPiped ? "|" : string.Empty)))
        );

    [Fact]
    public void Words_lose_their_quotes_and_redirections() =>
        Assert.Equal(["-x", "a b", "$c", "d e"], Assert.Single(ShellReader.Read("p -x 'a b' \"$c\" d\\ e >f 2>/dev/null <g")).Arguments);

    [Fact]
    public void What_a_shell_is_given_to_run_is_read_too()
    {
        var command = Assert.Single(ShellReader.Read("/bin/bash -euo pipefail -c 'a | b'"));

        Assert.Equal("a b", string.Join(' ', command.Inner.Select(inner => inner.Program)));
    }

    [Fact]
    public void A_script_that_breaks_off_anywhere_is_read()
    {
        const string Script =
            "a 'b' \"c $(d `e \\` f` ${g}) $((1 | 2))\" | case $x in (y|z) h <<-'E' >(i) 2>&1 ;;& esac\n\tj\n\tE\n[[ k =~ l ]] || ((m)) # n";

        Assert.All(
            Enumerable.Range(0, Script.Length),
            length =>
            {
                Assert.NotNull(ShellReader.Read(Script[..length]));
                Assert.NotNull(ShellReader.Read(Script[length..]));
            }
        );
    }

    [Fact]
    public void Nesting_without_end_is_no_harm() => Assert.NotEmpty(ShellReader.Read(string.Concat(Enumerable.Repeat("$(a ", 100_000))));
}
