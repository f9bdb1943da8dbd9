namespace Images.Tests.Definitions;

public sealed class MatrixTests
{
    private static string[] Ids(string matrix)
    {
        using var folder = new FamilyFolder(("images/a/image.yaml", $"from: scratch\nmatrix:\n{matrix}"));
        return [.. folder.Load().Variants.Select(variant => variant.Id)];
    }

    private static string Error(string matrix)
    {
        using var folder = new FamilyFolder(("images/a/image.yaml", $"from: scratch\nmatrix:\n{matrix}"));
        return folder.Error();
    }

    [Fact]
    public void Without_a_matrix_there_is_one_variant_of_the_image_s_name()
    {
        using var folder = new FamilyFolder(("images/a/image.yaml", "from: scratch"));

        var variant = Assert.Single(folder.Load().Variants);

        Assert.Equal(("a", "default"), (variant.Id, variant.FolderName));
        Assert.Empty(variant.Axes);
    }

    [Fact]
    public void All_axes_are_combined_the_last_one_fastest() =>
        Assert.Equal(["a:4.5-x", "a:4.5-y", "a:4.6-x", "a:4.6-y"], Ids("  r: [4.5, 4.6]\n  os: [x, y]\n"));

    [Fact]
    public void An_exclude_takes_away_every_combination_that_it_matches() =>
        Assert.Equal(
            ["a:1-y", "a:2-y", "a:3-x", "a:3-y"],
            Ids("  r: [1, 2, 3]\n  os: [x, y]\n  exclude: [{r: 1, os: x}, {r: 2, os: x}]\n")
        );

    [Fact]
    public void An_include_that_contradicts_no_combination_adds_values_to_those_it_matches()
    {
        using var folder = new FamilyFolder(
            ("images/a/image.yaml", "from: scratch\nmatrix: { r: [1, 2], include: [{ cuda: 11 }, { r: 2, cuda: 12 }] }\n")
        );

        Assert.Equal(
            ["a:1 r=1 cuda=11", "a:2 r=2 cuda=12"],
            folder
                .Load()
                .Variants.Select(variant => $"{variant.Id} {string.Join(' ', variant.Axes.Select(axis => $"{axis.Key}={axis.Value}"))}")
        );
    }

    [Fact]
    public void An_include_that_fits_nowhere_is_a_combination_of_its_own() =>
        Assert.Equal(["a:1-x", "a:2-x", "a:9-z"], Ids("  r: [1, 2]\n  os: [x]\n  include: [{r: 9, os: z}]\n"));

    [Fact]
    public void An_include_can_bring_back_what_an_exclude_took_away() =>
        Assert.Equal(["a:2", "a:1"], Ids("  r: [1, 2]\n  exclude: [{r: 1}]\n  include: [{r: 1}]\n"));

    [Fact]
    public void With_nothing_but_includes_their_keys_are_the_axes() =>
        Assert.Equal(["a:4.5-x", "a:4.6-y"], Ids("  include: [{r: 4.5, os: x}, {r: 4.6, os: y}]\n"));

    [Fact]
    public void An_included_combination_needs_every_axis() =>
        Assert.Equal(
            "images/a/image.yaml:5:13: this matches no combination of the matrix, and as a new one it gives 'os' no value",
            Error("  r: [1]\n  os: [x]\n  include: [{r: 2}]\n")
        );

    [Fact]
    public void An_exclude_must_match_something() =>
        Assert.Equal(
            "images/a/image.yaml:4:13: this excludes nothing: no combination of the matrix has these values",
            Error("  r: [1]\n  exclude: [{r: 2}]\n")
        );

    [Fact]
    public void An_unknown_axis_in_an_exclude_is_answered_with_a_suggestion() =>
        Assert.Equal(
            "images/a/image.yaml:4:14: the matrix has no axis 'cud' (did you mean 'cuda'?)",
            Error("  cuda: [1]\n  exclude: [{cud: 1}]\n")
        );

    [Fact]
    public void Two_combinations_cannot_have_one_id() =>
        Assert.Equal(
            "images/a/image.yaml:3:3: two combinations of the matrix have the id a:1-2-3; rename a value",
            Error("  r: [1, 1-2]\n  os: [3, 2-3]\n  exclude: [{r: 1, os: 3}, {r: 1-2, os: 2-3}]\n")
        );

    [Fact]
    public void A_matrix_of_more_than_a_thousand_is_refused_before_it_is_expanded()
    {
        var values = string.Join(", ", Enumerable.Range(0, 1000));

        Assert.Equal(
            "images/a/image.yaml:3:3: the matrix makes more than 1000 variants; make several images of it",
            Error(string.Concat("abcdefghij".Select(axis => $"  {axis}x: [{values}]\n")))
        );
    }
}
