using Images.Planning;
using static Images.Tests.Planning.PlanningFamily;

namespace Images.Tests.Planning;

public class SelectionTests
{
    private const string Everything = "base blender:3.4 blender:4.3 r-ver:4.5.3 r-ver:4.6.1 studio";

    [Theory]
    [InlineData("", Everything)]
    [InlineData("r-ver", "r-ver:4.5.3 r-ver:4.6.1")]
    [InlineData("r-ver:4.6*", "r-ver:4.6.1")]
    [InlineData("r-ver:4.?.1", "r-ver:4.6.1")]
    [InlineData("r-ver:latest", "r-ver:4.6.1")]
    [InlineData("r-ver:4.5", "r-ver:4.5.3")]
    [InlineData("b*", "base blender:3.4 blender:4.3")]
    [InlineData("*:4.*", "blender:4.3 r-ver:4.5.3 r-ver:4.6.1")]
    [InlineData("*", Everything)]
    [InlineData("studio base", "base studio")]
    [InlineData("base+children", "base blender:3.4 blender:4.3 studio")]
    [InlineData("base +children", "base blender:3.4 blender:4.3 studio")]
    [InlineData("studio+parents", "base blender:4.3 r-ver:4.6.1 studio")]
    [InlineData("studio +parents", "base blender:4.3 r-ver:4.6.1 studio")]
    [InlineData("blender:4.3+children+parents", "base blender:4.3 studio")]
    [InlineData("!blender:*", "base r-ver:4.5.3 r-ver:4.6.1 studio")]
    [InlineData("base+children !blender:*", "base studio")]
    [InlineData("!blender+children base", "base r-ver:4.5.3 r-ver:4.6.1")]
    [InlineData("!studio studio", Everything)]
    public void Selectors_work_from_left_to_right(string selectors, string expected)
    {
        Assert.Equal(expected, string.Join(' ', Selection.Of(Graph(), Words(selectors)).Select(image => image.Id)));
    }

    [Theory]
    [InlineData("", "blender:4.3 r-ver:4.5.3")]
    [InlineData("r-ver", "r-ver:4.5.3")]
    [InlineData("base", "")]
    [InlineData("base+children", "")]
    [InlineData("+children", "blender:4.3 r-ver:4.5.3 studio")]
    [InlineData("+parents", "base blender:4.3 r-ver:4.5.3")]
    [InlineData("blender+children", "blender:4.3 studio")]
    [InlineData("!r-ver", "blender:4.3")]
    [InlineData("+children !studio", "blender:4.3 r-ver:4.5.3")]
    [InlineData("!blender !r-ver", "")]
    public void Patterns_match_only_what_has_changed_and_bring_along_what_has_not(string selectors, string expected)
    {
        var changed = new HashSet<string> { "blender:4.3", "r-ver:4.5.3" };

        Assert.Equal(expected, string.Join(' ', Selection.Of(Graph(), Words(selectors), changed).Select(image => image.Id)));
    }

    [Fact]
    public void A_pattern_that_matches_nothing_is_an_error_whatever_has_changed()
    {
        var exception = Assert.Throws<SelectorException>(() => Selection.Of(Graph(), ["blendr"], new HashSet<string> { "base" }));

        Assert.Equal("selector 'blendr' matches no image (did you mean 'blender'?)", exception.Message);
    }

    [Theory]
    [InlineData("blendr", "selector 'blendr' matches no image (did you mean 'blender'?)")]
    [InlineData("r-ver:5", "selector 'r-ver:5' matches no image; there are r-ver:4.5.3, r-ver:4.6.1")]
    [InlineData("r-ver:4.5.1", "selector 'r-ver:4.5.1' matches no image (did you mean 'r-ver:4.5.3' or 'r-ver:4.6.1'?)")]
    [InlineData("zzzzzz", "selector 'zzzzzz' matches no image; 'list' shows what there is")]
    [InlineData("base !blendr", "selector '!blendr' matches no image (did you mean 'blender'?)")]
    [InlineData("BASE", "selector 'BASE' matches no image (did you mean 'base'?)")]
    [InlineData("base+childs", "selector 'base+childs': '+childs' is neither +children nor +parents")]
    [InlineData("+children", "'+children' has nothing before it that it could add to; write NAME+children")]
    [InlineData("!", "selector '!' names no image; write it as NAME, NAME:VARIANT or !NAME")]
    [InlineData("base !base", "the selectors base !base leave nothing; remove an exclusion")]
    public void A_selector_that_is_wrong_or_matches_nothing_is_an_error(string selectors, string message)
    {
        var exception = Assert.Throws<SelectorException>(() => Selection.Of(Graph(), Words(selectors)));

        Assert.Equal(message, exception.Message);
    }

    private static string[] Words(string selectors) => selectors.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
