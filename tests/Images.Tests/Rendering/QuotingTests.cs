using System.Text.Json;
using Images.Rendering;

namespace Images.Tests.Rendering;

public sealed class QuotingTests
{
    [Theory]
    [InlineData("4.6.1", "4.6.1")]
    [InlineData("https://github.com/acme/images", "https://github.com/acme/images")]
    [InlineData("", "\"\"")]
    [InlineData("two words", "\"two words\"")]
    [InlineData("say \"hi\"", "\"say \\\"hi\\\"\"")]
    [InlineData("C:\\temp\\", "\"C:\\\\temp\\\\\"")]
    [InlineData("$HOME and ${PATH}", "\"\\$HOME and \\${PATH}\"")]
    [InlineData("-x", "\"-x\"")]
    [InlineData("# no comment", "\"# no comment\"")]
    [InlineData("<<EOF", "\"<<EOF\"")]
    [InlineData("grüße 日本 🙂", "\"grüße 日本 🙂\"")]
    public void A_frontend_word_is_quoted_unless_it_is_plain(string value, string quoted) =>
        Assert.Equal(quoted, Quoting.FrontendWord(value));

    [Theory]
    [InlineData("jsonlite", "jsonlite")]
    [InlineData("", "''")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("a; rm -rf /", "'a; rm -rf /'")]
    [InlineData("$(id) `id`", "'$(id) `id`'")]
    [InlineData("ends with \\", "'ends with \\'")]
    [InlineData("cat <<EOF", "'cat <''<EOF'")]
    [InlineData("<<<", "'<''<''<'")]
    [InlineData("~root", "'~root'")]
    public void A_shell_word_is_quoted_unless_it_is_plain(string value, string quoted) => Assert.Equal(quoted, Quoting.ShellWord(value));

    [Fact]
    public void No_shell_word_holds_two_less_than_signs_side_by_side()
    {
        for (var count = 2; count < 9; count++)
        {
            Assert.DoesNotContain("<<", Quoting.ShellWord(new string('<', count)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_exec_form_is_a_json_array_that_reads_back_as_the_arguments()
    {
        string[] arguments = ["/bin/sh", "-c", "echo \"$HOME\" \\ 'x' é 🙂 <b> & +"];

        var json = Quoting.JsonArguments(arguments);

        Assert.Equal(arguments, JsonSerializer.Deserialize<string[]>(json)!);
        Assert.Equal("[]", Quoting.JsonArguments([]));
        Assert.Contains("é", json, StringComparison.Ordinal);
    }
}
