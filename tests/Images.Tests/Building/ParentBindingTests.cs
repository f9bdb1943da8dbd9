using Images.Building;

namespace Images.Tests.Building;

public sealed class ParentBindingTests
{
    private static readonly Dictionary<string, string> Bindings = new()
    {
        ["base:1"] = "images.local/base:1-r",
        ["tools:2"] = "images.local/tools:2-r",
    };

    [Theory]
    [InlineData("FROM base:1\n", "FROM images.local/base:1-r\n")]
    [InlineData("FROM --platform=linux/amd64 base:1 AS x\n", "FROM --platform=linux/amd64 images.local/base:1-r AS x\n")]
    [InlineData("FROM \\\n  base:1 AS x\n", "FROM \\\n  images.local/base:1-r AS x\n")]
    [InlineData("FROM x\nCOPY --from=tools:2 /a /a\n", "FROM x\nCOPY --from=images.local/tools:2-r /a /a\n")]
    [InlineData(
        "FROM x\nRUN --mount=type=bind,from=tools:2,target=/t a\n",
        "FROM x\nRUN --mount=type=bind,from=images.local/tools:2-r,target=/t a\n"
    )]
    [InlineData("FROM base:12\n# base:1\nRUN echo base:1\n", "FROM base:12\n# base:1\nRUN echo base:1\n")]
    [InlineData("FROM x/base:1\nLABEL a=\"base:1\"\n", "FROM x/base:1\nLABEL a=\"base:1\"\n")]
    public void References_of_ours_are_bound_where_they_are_references(string dockerfile, string bound)
    {
        Assert.Equal(bound, ParentBinding.Bind(dockerfile, Bindings));
    }
}
