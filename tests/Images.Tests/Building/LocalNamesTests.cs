using Images.Building;

namespace Images.Tests.Building;

public sealed class LocalNamesTests
{
    [Fact]
    public void A_name_of_a_run_that_is_at_work_is_not_abandoned()
    {
        var name = LocalNames.Building(SampleFamily.Variant("a"));
        Assert.StartsWith("images.local/a:default-run.", name, StringComparison.Ordinal);
        Assert.False(LocalNames.IsAbandoned(name));
    }

    [Fact]
    public void A_name_of_a_process_that_is_gone_is_abandoned()
    {
        var name = LocalNames.Building(SampleFamily.Variant("a"));
        Assert.True(LocalNames.IsAbandoned(name[..(name.LastIndexOf('.') + 1)] + "1"));
    }

    [Theory]
    [InlineData("images.local/a:default")]
    [InlineData("images.local/a:default-run.00000000.1.1")]
    [InlineData("acme/a:1-run.00000000.1.1")]
    public void Names_of_others_are_left_alone(string name) => Assert.False(LocalNames.IsAbandoned(name));
}
