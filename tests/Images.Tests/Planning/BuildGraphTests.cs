using Images.Definitions;
using static Images.Tests.Planning.PlanningFamily;

namespace Images.Tests.Planning;

public class BuildGraphTests
{
    [Fact]
    public void Parents_come_first_and_the_given_order_decides_the_rest()
    {
        var graph = Graph([.. PlanningFamily.Images().Reverse()]);

        Assert.Equal(
            ["r-ver:4.6.1", "r-ver:4.5.3", "base", "blender:4.3", "studio", "blender:3.4"],
            graph.Images.Select(image => image.Id)
        );
        Assert.Equal(["r-ver:4.6.1", "r-ver:4.5.3", "base"], graph.Roots.Select(image => image.Id));
    }

    [Fact]
    public void An_image_that_copies_from_another_is_its_child_too()
    {
        var graph = Graph();

        Assert.Equal(["blender:4.3", "r-ver:4.6.1"], graph.Find("studio")!.Parents.Select(parent => parent.Id));
        Assert.Equal(["studio"], graph.ChildrenOf(graph.Find("r-ver:4.6.1")!).Select(image => image.Id));
    }

    [Fact]
    public void A_restricted_graph_keeps_what_its_images_are_built_from()
    {
        Assert.Equal(["base", "blender:4.3", "r-ver:4.6.1", "studio"], Graph().Restrict(["studio"]).Images.Select(image => image.Id));
    }

    [Fact]
    public void A_circle_is_named_whole()
    {
        var images = new[] { Image("a", null), Image("b", "a", copies: "d"), Image("c", "b"), Image("d", "c") };

        var exception = Assert.Throws<DefinitionException>(() => Graph(images));

        Assert.Equal(
            "images/a/image.yaml:1:1: images are built from each other in a circle: b -> d -> c -> b; remove one of these FROM or COPY --from",
            Assert.Single(exception.Errors).ToString()
        );
    }

    [Fact]
    public void An_image_that_copies_from_itself_is_a_circle()
    {
        var exception = Assert.Throws<DefinitionException>(() => Graph(Image("a", null, copies: "a")));

        Assert.Contains("a -> a;", Assert.Single(exception.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Thousands_of_images_in_a_row_are_no_trouble()
    {
        var images = Enumerable.Range(0, 5000).Select(index => Image($"i{index}", index == 0 ? null : $"i{index - 1}"));

        var graph = Graph([.. images.Reverse()]);

        Assert.Equal("i4999", graph.Images[^1].Id);
        Assert.Equal(5000, graph.WithParents(["i4999"]).Count);
        Assert.Equal(5000, graph.WithChildren(["i0"]).Count);
    }
}
