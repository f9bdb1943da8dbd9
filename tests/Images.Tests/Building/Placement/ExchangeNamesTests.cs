using Images.Building.Placement;

namespace Images.Tests.Building.Placement;

public sealed class ExchangeNamesTests
{
    [Fact]
    public void All_images_travel_in_one_repository_under_tags_that_tell_them_apart()
    {
        var references = new[] { "a:1-2", "a-1:2", "A/b:1" }.Select(key => ExchangeNames.Reference("r.example:5000/team/", key)).ToArray();
        Assert.All(references, reference => Assert.StartsWith("r.example:5000/team/images-exchange:", reference, StringComparison.Ordinal));
        Assert.Equal(3, references.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_tag_is_valid_however_long_and_odd_the_key_is()
    {
        var reference = ExchangeNames.Reference("r", "..ü/" + new string('x', 300) + ":1+2");
        Assert.Matches(@"^r/images-exchange:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$", reference);
    }

    [Fact]
    public void Names_of_this_run_are_not_abandoned_and_those_of_a_gone_process_are()
    {
        var own = ExchangeNames.Reference("r", "a");
        Assert.False(ExchangeNames.IsAbandoned(own));
        Assert.False(ExchangeNames.IsAbandoned("r/images-exchange:a-run.00000000.1.1"));
        Assert.False(ExchangeNames.IsAbandoned("r/other:a"));
        var parts = own.Split('.');
        Assert.True(ExchangeNames.IsAbandoned(string.Join('.', [.. parts[..^1], "1"])));
    }

    [Theory]
    [InlineData("127.0.0.1:5000")]
    [InlineData("docker.io/acme")]
    [InlineData("ghcr.io/acme/images/")]
    [InlineData("acme")]
    public void What_can_stand_before_a_repository_has_no_problem(string prefix) => Assert.Null(ExchangeNames.Problem(prefix));

    [Theory]
    [InlineData("https://ghcr.io/acme")]
    [InlineData("ghcr.io/acme:latest")]
    [InlineData("ghcr.io/Acme")]
    [InlineData("")]
    [InlineData("a b")]
    public void What_cannot_is_named_with_what_to_write(string prefix) =>
        Assert.Equal(
            $"'{prefix}' is no registry; write HOST[:PORT][/PATH] in lower case, without a tag or scheme",
            ExchangeNames.Problem(prefix)
        );
}
