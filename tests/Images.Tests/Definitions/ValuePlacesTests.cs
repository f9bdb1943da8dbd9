namespace Images.Tests.Definitions;

/// <summary>`plan --explain` says of each value where it is written.</summary>
public sealed class ValuePlacesTests
{
    [Fact]
    public void Values_of_a_matrix_are_found_in_their_list_and_those_that_are_included_there()
    {
        using var folder = new FamilyFolder(
            (
                "images/a/image.yaml",
                "from: scratch\nmatrix:\n  r: [\"1\", \"2\"]\n  include:\n    - { r: \"2\", size: big }\n    - { r: \"3\" }\n"
            )
        );

        var variants = folder.Load().Variants;

        Assert.Equal(
            [
                "a:1 r images/a/image.yaml:3:7",
                "a:2 r images/a/image.yaml:3:12",
                "a:2 size images/a/image.yaml:5:23",
                "a:3 r images/a/image.yaml:6:12",
            ],
            variants.SelectMany(variant => variant.AxesAt.Select(place => $"{variant.Id} {place.Key} {place.Value}"))
        );
    }

    [Fact]
    public void Inherited_values_are_found_where_they_come_from()
    {
        using var folder = new FamilyFolder(
            ("images/family.yaml", "reproducible: true\n"),
            ("images/a/image.yaml", "from: scratch\npush: never\nvars:\n  x: 1\n  y: 2\n"),
            ("images/b/image.yaml", "from: a\nrefresh: 7d\n"),
            ("images/c/image.yaml", "from: a\nreproducible: false\nvars:\n  z: [3]\n")
        );

        var variants = folder.Load().Variants.ToDictionary(variant => variant.Id, StringComparer.Ordinal);

        Assert.Equal(
            [
                "push images/a/image.yaml:2:7",
                "refresh images/b/image.yaml:2:10",
                "reproducible images/family.yaml:1:15",
                "vars.x images/a/image.yaml:4:6",
                "vars.y images/a/image.yaml:5:6",
            ],
            PlacesOf("b")
        );
        Assert.Equal(
            ["push images/a/image.yaml:2:7", "reproducible images/c/image.yaml:2:15", "vars.z images/c/image.yaml:4:6"],
            PlacesOf("c")
        );

        IEnumerable<string> PlacesOf(string id) =>
            variants[id].ValuesAt.Select(place => $"{place.Key} {place.Value}").Order(StringComparer.Ordinal);
    }
}
