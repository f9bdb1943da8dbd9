using Images.Definitions.Patterns;

namespace Images.Tests.Definitions.Patterns;

public sealed class PatternTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "x", true)]
    [InlineData("b", "abc", true)]
    [InlineData("^b", "abc", false)]
    [InlineData("^a.c$", "abc", true)]
    [InlineData("a.c", "a\nc", false)]
    [InlineData("(?s)a.c", "a\nc", true)]
    [InlineData("c$", "abc\n", false)]
    [InlineData("(?m)c$", "abc\n", true)]
    [InlineData("^b", "a\nb", false)]
    [InlineData("(?m)^b", "a\nb", true)]
    [InlineData(@"\Ab", "a\nb", false)]
    [InlineData(@"(?m)\Ab", "a\nb", false)]
    [InlineData(@"c\z", "abc", true)]
    [InlineData(@"(?m)c\z", "c\nd", false)]
    [InlineData("a|b|", "z", true)]
    [InlineData("^(?:a|bc)+$", "abcbca", true)]
    [InlineData("^(?:a|bc)+$", "abcb", false)]
    [InlineData("^a{2,3}$", "aa", true)]
    [InlineData("^a{2,3}$", "aaaa", false)]
    [InlineData("^a{2,}$", "aaaa", true)]
    [InlineData("^a{2}$", "aaa", false)]
    [InlineData("^a{0}$", "", true)]
    [InlineData("a{,3}", "a{,3}", true)]
    [InlineData("^a{01}$", "a{01}", true)]
    [InlineData("x{", "x{", true)]
    [InlineData("^a??b*?c+?$", "bbcc", true)]
    [InlineData("(?U)^a+$", "aaa", true)]
    [InlineData("^(?P<name>a)(?<other>b)$", "ab", true)]
    [InlineData("^(?i)straSSe$", "STRASSE", true)]
    [InlineData("^a(?i:b)c$", "aBc", true)]
    [InlineData("^a(?i:b)c$", "aBC", false)]
    [InlineData("^(a(?i)b|c)d$", "Cd", true)]
    [InlineData("^(a(?i)b|c)d$", "CD", false)]
    [InlineData("(?i-s)A.B", "a\nb", false)]
    [InlineData("(?i)^[k-m]$", "\u212a", true)]
    [InlineData("(?i)^[^k]$", "\u212a", false)]
    [InlineData("(?i)^i$", "\u0130", false)]
    [InlineData("(?i)^σ$", "ς", true)]
    public void A_pattern_matches_what_Go_matches(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Pattern.Parse(pattern).IsMatch(text, TestContext.Current.CancellationToken));

    [Theory]
    [InlineData(@"^\d+$", "123", true)]
    [InlineData(@"^\d+$", "١٢", false)]
    [InlineData(@"^\w+$", "aZ_9", true)]
    [InlineData(@"^\w+$", "é", false)]
    [InlineData(@"^\s+$", " \t\n\r\f", true)]
    [InlineData(@"^\s$", "\v", false)]
    [InlineData(@"^[[:space:]]$", "\v", true)]
    [InlineData(@"^\D\S\W$", "xy-", true)]
    [InlineData("^[a-c-e]+$", "ab-e", true)]
    [InlineData("^[]a]+$", "]a", true)]
    [InlineData("^[^]a]$", "]", false)]
    [InlineData("^[^a]$", "\n", true)]
    [InlineData(@"^[\d\-x]+$", "1-x", true)]
    [InlineData("^[[:alpha:]]+$", "abC", true)]
    [InlineData("^[[:^alpha:]]+$", "1 2", true)]
    [InlineData("^[[:word:][:punct:]]+$", "a_!~", true)]
    [InlineData("[[:alpha]", ":", true)]
    [InlineData(@"^\x41\x{1F600}\101\0$", "A\U0001F600A\0", true)]
    [InlineData(@"^\a\f\n\r\t\v$", "\a\f\n\r\t\v", true)]
    [InlineData(@"^\Q.*\E+$", ".***", true)]
    [InlineData(@"^\Qa|b", "a|b", true)]
    [InlineData(@"^\.\_\-\ $", "._- ", true)]
    [InlineData(@"\bfoo\b", "a foo.", true)]
    [InlineData(@"\bfoo\b", "afoo", false)]
    [InlineData(@"\bé", "é", false)]
    [InlineData(@"a\Bb", "ab", true)]
    [InlineData(@"^\pL\p{Lu}\p{^Lu}\PL$", "éÉé1", true)]
    [InlineData(@"^\p{Greek}+$", "λόγος", true)]
    [InlineData(@"^\p{Old_Italic}$", "\U00010300", true)]
    [InlineData(@"^\p{Greek}$", "a", false)]
    [InlineData(@"^[\p{Han}\d]+$", "漢1", true)]
    [InlineData(@"^\p{Any}$", "\U0010FFFF", true)]
    [InlineData("^.$", "\U0001F600", true)]
    [InlineData("^[\U0001F600-\U0001F64F]$", "\U0001F601", true)]
    public void A_set_holds_what_it_holds_in_Go(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Pattern.Parse(pattern).IsMatch(text, TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("(?=a)", "'(?=' looks ahead")]
    [InlineData("(?!a)", "'(?!' looks ahead")]
    [InlineData("(?<=a)", "'(?<=' looks behind")]
    [InlineData("(?<!a)", "'(?<!' looks behind")]
    [InlineData("(?>a)", "'(?>' does not go back")]
    [InlineData("(?#a)", "'(?#' is a comment")]
    [InlineData(@"(a)\1", @"\1 refers back to a group")]
    [InlineData("(?P=a)", "'(?P=' refers back")]
    [InlineData("(?P<a>x)(?P<a>y)", "two groups have the name a")]
    [InlineData("(?P<a-b>x)", "is no name of a group")]
    [InlineData("(?P<a", "is no name of a group")]
    [InlineData("(?x)a", "begins no group")]
    [InlineData("(?i", "begins no group")]
    [InlineData("(?i-)", "begins no group")]
    [InlineData("(a", "a '(' has no ')'")]
    [InlineData("a)", "a ')' has no '('")]
    [InlineData("[a", "a '[' has no ']'")]
    [InlineData("[]", "a '[' has no ']'")]
    [InlineData("[z-a]", "the range z-a ends before it starts")]
    [InlineData(@"[a-\d]", @"\d is no escape")]
    [InlineData("[[:foo:]]", "[:foo:] is no named set")]
    [InlineData("*a", "nothing stands before '*'")]
    [InlineData("a|*", "nothing stands before '*'")]
    [InlineData("(+)", "nothing stands before '+'")]
    [InlineData("a**", "'*' repeats a repetition")]
    [InlineData("a*{2}", "'{2}' repeats a repetition")]
    [InlineData("a++", "'+' repeats a repetition")]
    [InlineData("a{1001}", "{1001} is no count")]
    [InlineData("a{3,2}", "{3,2} is no count")]
    [InlineData("(a{100}){100}", "makes more than 1000 repetitions")]
    [InlineData(@"\Z", @"\Z is no escape")]
    [InlineData(@"\C", @"\C is no escape")]
    [InlineData(@"\E", @"\E is no escape")]
    [InlineData(@"\8", @"\8 is no escape")]
    [InlineData(@"\", @"ends with a lone '\'")]
    [InlineData(@"\x4", @"is no character")]
    [InlineData(@"\x{110000}", "is no character")]
    [InlineData(@"\p{Foo}", @"\p{Foo} is no category or script")]
    [InlineData(@"\p{greek}", @"\p{greek} is no category or script")]
    [InlineData(@"\p{Greek", "has no '}'")]
    public void What_RE2_does_not_know_is_refused_in_a_few_words(string pattern, string problem)
    {
        var said = Pattern.Problem(pattern);

        Assert.NotNull(said);
        Assert.Contains(problem, said, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said);
    }

    [Fact]
    public void Nested_groups_have_a_limit()
    {
        Assert.Null(Pattern.Problem(new string('(', 900) + new string(')', 900)));
        Assert.Contains("nests more than", Pattern.Problem(new string('(', 5000) + new string(')', 5000)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(a*)*b")]
    [InlineData("(a|aa)+$b")]
    [InlineData("(?:a?){300}a{300}b")]
    [InlineData("(x+x+)+y|(a|b)*a(a|b){12}c")]
    public void What_backtracks_for_ever_elsewhere_comes_to_its_end(string pattern)
    {
        Assert.False(Pattern.Parse(pattern).IsMatch(new string('a', 100_000), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Matching_can_be_given_up() =>
        Assert.Throws<OperationCanceledException>(() => Pattern.Parse("a").IsMatch("b", new CancellationToken(canceled: true)));

    [Fact]
    public void A_pattern_with_endless_states_forgets_them_and_still_answers()
    {
        // No two stretches of it are alike, so each place has a state of its own.
        var text = string.Concat(Enumerable.Range(1, 5000).Select(number => ((long)number * number / 7 % 3) == 0 ? 'a' : 'b'));

        Assert.False(Pattern.Parse("(?:a|b)*a(?:a|b){40}c").IsMatch(text, TestContext.Current.CancellationToken));
        Assert.True(
            Pattern
                .Parse("(?:a|b)*a(?:a|b){40}c")
                .IsMatch(text + "abababababababababababababababababababababac", TestContext.Current.CancellationToken)
        );
    }
}
