using System.Text;
using Images.Definitions.Yaml;

namespace Images.Tests.Definitions.Yaml;

public sealed class YamlReaderTests
{
    private static YamlDocument Read(string text) => YamlReader.Read(Encoding.UTF8.GetBytes(text));

    private static string Problem(string text)
    {
        var problem = Assert.Single(Read(text).Problems);
        return $"{problem.Line}:{problem.Column}: {problem.Message}";
    }

    [Theory]
    [InlineData(33)]
    [InlineData(20_000)]
    [InlineData(1_000_000)]
    public void Nested_brackets_are_refused_however_many(int count)
    {
        Assert.Equal("1:33: nested more than 32 levels deep", Problem(new string('[', count)));
        Assert.Equal("1:33: nested more than 32 levels deep", Problem(new string('{', count)));
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(200_000)]
    public void Nested_block_lists_are_refused_however_many(int count) =>
        Assert.EndsWith(
            "nested more than 32 levels deep",
            Problem(string.Concat(Enumerable.Repeat("- ", count))),
            StringComparison.Ordinal
        );

    [Fact]
    public void Brackets_up_to_the_limit_are_read() => Assert.Empty(Read(new string('[', 32) + new string(']', 32)).Problems);

    [Fact]
    public void A_file_of_more_than_a_mebibyte_is_refused_unread() =>
        Assert.Equal("1:1: the file is larger than 1024 KiB; a definition cannot be", Problem(new string('[', 2_000_000)));

    [Fact]
    public void Aliases_that_multiply_are_counted_before_they_are_written_out()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 20; level++)
        {
            var aliases = string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10));
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{level}: &a{level} [{aliases}]\n");
        }

        Assert.Equal("5:45: more than 100000 values, with aliases written out", Problem(text.ToString()));
    }

    [Fact]
    public void An_alias_inside_its_own_value_is_refused() =>
        Assert.Equal("1:8: the alias '*x' stands inside the value that it repeats", Problem("a: &x [*x]\n"));

    [Fact]
    public void An_alias_needs_an_anchor() => Assert.Equal("1:4: there is no anchor '&x' before this alias", Problem("a: *x\n"));

    [Fact]
    public void Nesting_through_aliases_counts()
    {
        var text = new StringBuilder("a0: &a0 [x]\n");
        for (var level = 1; level < 40; level++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{level}: &a{level} [*a{level - 1}]\n");
        }

        Assert.EndsWith("nested more than 32 levels deep, with aliases written out", Problem(text.ToString()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3\n", "3:1: duplicate key 'a'; the first is in line 1")]
    [InlineData("a: { b: 1, b: 2 }\n", "1:12: duplicate key 'b'; the first is in line 1")]
    [InlineData("<<: { a: 1 }\n", "1:1: merge keys ('<<') are not supported; repeat the keys, or use an alias for a whole value")]
    [InlineData("a: {{ r }}\n", "1:5: a key must be text; a value that starts with '{{' needs quotes around it")]
    [InlineData("? [a]\n: b\n", "1:3: a key must be text; a value that starts with '{{' needs quotes around it")]
    [InlineData(": b\n", "1:1: a key is missing before ':'")]
    [InlineData("a: 1\n---\nb: 2\n", "2:1: a second document starts here; a definition file holds one")]
    [InlineData("a: !!int 1\n", "1:4: YAML tags are not supported here: everything is text; remove the word that starts with '!'")]
    [InlineData("a: [1\nb: 2\n", "1:4: not valid YAML from here on: is a bracket, brace or quote left open?")]
    [InlineData("a: \"x\n", "1:4: not valid YAML: while scanning a quoted scalar, found unexpected end of stream")]
    [InlineData("a: b: c\n", "1:5: not valid YAML: while scanning a plain scalar value, found invalid mapping")]
    [InlineData("a: \u0007\n", "1:4: the file holds the control character U+0007; remove it")]
    public void What_is_wrong_is_said_with_its_place(string text, string problem) => Assert.Equal(problem, Problem(text));

    [Fact]
    public void A_byte_that_is_not_UTF_8_is_found()
    {
        var problem = Assert.Single(YamlReader.Read([.. "a: 1\nb: "u8, 0xC3, 0x28]).Problems);

        Assert.Equal((2, 4, "this byte is not UTF-8; save the file as UTF-8"), (problem.Line, problem.Column, problem.Message));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    public void An_empty_file_has_no_root(string text) => Assert.Null(Read(text).Root);

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_key() =>
        Assert.Equal("a", ((YamlMapping)Read("\uFEFFa: 1\n").Root!).Entries[0].Key.Text);

    [Theory]
    [InlineData("a:\n", true)]
    [InlineData("a: ~\n", true)]
    [InlineData("a: null\n", true)]
    [InlineData("a: 'null'\n", false)]
    [InlineData("a: ''\n", false)]
    [InlineData("a: no\n", false)]
    public void Only_an_unquoted_nothing_is_null(string text, bool isNull) =>
        Assert.Equal(isNull, ((YamlText)((YamlMapping)Read(text).Root!).Find("a")!).IsNull);

    [Fact]
    public void Ten_thousand_keys_are_no_trouble() =>
        Assert.Equal(
            10_000,
            ((YamlMapping)Read(string.Concat(Enumerable.Range(0, 10_000).Select(index => $"k{index}: v\n"))).Root!).Entries.Count
        );
}
