using Images.Testing.Inventory;

namespace Images.Tests.Testing.Inventory;

public sealed class LayerCoverTests
{
    // Layers from the highest down; a name that ends in a slash is a directory.
    [Theory]
    [InlineData("/a", "/a", "/a")]
    [InlineData("/a /.wh.b", "/a /b /c", "/a /c")]
    [InlineData("/d/ /d/x", "/d/ /d/x /d/y", "/d /d/x /d/y")]
    [InlineData("/d/ /d/.wh..wh..opq /d/x", "/d/ /d/y", "/d /d/x")]
    [InlineData("/d/x /d/.wh..wh..opq", "/d/ /d/y", "/d/x")]
    [InlineData("/d", "/d/ /d/y", "/d")]
    [InlineData("/.wh.d", "/d/ /d/y/ /d/y/z", "")]
    [InlineData("/.wh.d /d/ /d/x", "/d/ /d/y", "/d /d/x")]
    [InlineData("/.wh..wh..opq /a", "/b", "/a")]
    public void A_file_shows_once_as_the_highest_layer_has_it(string upper, string lower, string shown)
    {
        var cover = new LayerCover();
        var seen = new List<string>();
        foreach (var layer in new[] { upper, lower })
        {
            foreach (var path in layer.Split(' '))
            {
                if (cover.Shows(path.TrimEnd('/'), path.EndsWith('/')))
                {
                    seen.Add(path.TrimEnd('/'));
                }
            }

            cover.EndLayer();
        }

        Assert.Equal(shown, string.Join(' ', seen));
    }
}
