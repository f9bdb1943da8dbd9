using Images.Definitions;
using Images.Planning;
using Images.Rendering;
using static Images.Tests.Planning.PlanningFamily;

namespace Images.Tests.Planning;

public class EndOfLifeListingTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData("2026-11-20", 90, -1)]
    [InlineData("2026-11-21", 0, 0)]
    [InlineData("2026-11-22", 1, 1)]
    [InlineData("2027-02-19", 90, 90)]
    public void A_day_within_the_time_is_listed_with_the_days_left(string day, int within, int days)
    {
        var entry = Assert.Single(Listing(within, Ending("a", day)).Variants);

        Assert.Equal(("a", days, null), (entry.Id, entry.Days, entry.Through));
    }

    [Theory]
    [InlineData("2026-11-22", 0)]
    [InlineData("2027-02-20", 90)]
    public void A_day_beyond_the_time_is_not_listed(string day, int within) => Assert.Empty(Listing(within, Ending("a", day)).Variants);

    [Fact]
    public void What_is_built_from_a_variant_ends_with_it_at_the_latest()
    {
        var listing = Listing(
            1000,
            Ending("base", "2026-12-01"),
            Image("plain", "base"),
            Ending("later", "2027-01-01", "base"),
            Ending("earlier", "2026-11-01", "base"),
            Image("of-earlier", "later", "earlier"),
            Image("other", null)
        );

        Assert.Equal(
            ["earlier 2026-11-01 ", "of-earlier 2026-11-01 earlier", "base 2026-12-01 ", "later 2026-12-01 base", "plain 2026-12-01 base"],
            listing.Variants.Select(entry => $"{entry.Id} {entry.Ends:yyyy-MM-dd} {entry.Through}")
        );
        Assert.Equal(["earlier", "of-earlier"], listing.Past.Select(entry => entry.Id));
    }

    [Fact]
    public void JSON_names_its_version_and_the_place()
    {
        const string Expected = """
            {
              "schemaVersion": 1,
              "today": "2026-11-21",
              "within": 30,
              "variants": [
                {
                  "id": "a",
                  "ends": "2026-12-01",
                  "days": 10,
                  "through": null,
                  "location": {
                    "file": "images/a/image.yaml",
                    "line": 1,
                    "column": 1
                  }
                }
              ]
            }

            """;

        Assert.Equal(Expected, Listing(30, Ending("a", "2026-12-01")).ToJson());
    }

    private static EndOfLifeListing Listing(int within, params RenderedImage[] images) =>
        EndOfLifeListing.Of(Graph(images).Images, Today, within);

    private static RenderedImage Ending(string id, string day, string? parent = null)
    {
        var image = Image(id, parent);
        var ends = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return image with { Variant = image.Variant with { EndOfLife = new Located<DateOnly>(ends, SampleFamily.Place) } };
    }
}
