using Images.Definitions;

namespace Images.Tests.Definitions;

public sealed class InheritanceTests
{
    private const string Family = """
        source: https://github.com/acme/images
        args: { A: family, B: family }
        user: "1000"
        test: [{ name: first, run: "true" }]
        """;

    private static FamilyFolder Folder(string parent, string child) =>
        new(("images/family.yaml", Family), ("images/p/image.yaml", parent), ("images/c/image.yaml", child));

    private static string Show(IReadOnlyDictionary<string, Located<string>> map) =>
        string.Join(' ', map.Select(pair => $"{pair.Key}={pair.Value.Value}"));

    [Fact]
    public void Arguments_merge_by_key_and_keep_the_order_in_which_keys_were_first_written()
    {
        using var folder = Folder("from: scratch\nargs: { C: parent, B: parent }", "from: p\nargs: { D: child, A: child }");

        Assert.Equal("A=child B=parent C=parent D=child", Show(folder.Variant("c").Args));
        Assert.Equal("A=family B=parent C=parent", Show(folder.Variant("p").Args));
    }

    [Fact]
    public void Environment_and_labels_merge_by_key()
    {
        using var folder = Folder("from: scratch\nenv: { X: 1 }\nlabels: { a.b: 1 }", "from: p\nenv: { Y: 2 }\nlabels: { a.b: 2 }");

        Assert.Equal("X=1 Y=2", Show(folder.Variant("c").Env));
        Assert.Equal("a.b=2", Show(folder.Variant("c").Labels));
    }

    [Fact]
    public void An_inherited_value_knows_the_file_it_was_written_in()
    {
        using var folder = Folder("from: scratch\nargs: { C: parent }", "from: p");

        Assert.Equal("images/p/image.yaml:2:12", folder.Variant("c").Args["C"].Location.ToString());
    }

    [Fact]
    public void Everything_else_is_replaced_and_holds_as_it_is_when_nothing_is_said()
    {
        using var folder = Folder("from: scratch\nexpose: [80]\nvars: { a: 1, b: 2 }\ncmd: [x]", "from: p\nexpose: [81]\nvars: { c: 3 }");

        var child = folder.Variant("c");

        Assert.Equal("81", Assert.Single(child.Expose).Value);
        Assert.Equal(["c"], child.Vars.Keys);
        Assert.Equal(["x"], child.Cmd!.Arguments);
        Assert.Equal("1000", child.User!.Value);
        Assert.Equal("https://github.com/acme/images", child.Source);
    }

    [Fact]
    public void What_an_image_adds_is_in_its_parent_already_and_not_added_again()
    {
        using var folder = Folder("from: scratch\napt: [git]\ndescription: the parent\ntags: [one]", "from: p");

        var child = folder.Variant("c");

        Assert.Empty(child.Apt);
        Assert.Empty(child.Tags);
        Assert.Null(child.Description);
        Assert.Equal("c", child.Template.Value);
    }

    [Fact]
    public void A_parent_s_values_have_the_parent_s_axes()
    {
        using var folder = Folder("from: scratch\nmatrix: { r: [4.5, 4.6] }\nenv: { R: '{{ r }}' }", "from: p:4.5");

        Assert.Equal("4.5", folder.Variant("c").Env["R"].Value);
    }

    [Fact]
    public void Tests_of_the_family_and_the_parents_run_on_all_descendants()
    {
        using var folder = Folder("from: scratch\ntest: [{ run: second }]", "from: p\ntest: [{ name: third, run: [a, b] }]");

        Assert.Equal(["first", "second", "third"], folder.Variant("c").Tests.Select(test => test.Name));
        Assert.Equal(["first", "second"], folder.Variant("p").Tests.Select(test => test.Name));
    }

    [Fact]
    public void A_skipped_test_stays_in_the_list_with_its_reason_here_and_on_descendants()
    {
        using var folder = Folder("from: scratch\ntest: [{ skip: first, why: no shell }]", "from: p");

        Assert.Equal("no shell", Assert.Single(folder.Variant("p").Tests).SkipReason);
        Assert.Equal("no shell", Assert.Single(folder.Variant("c").Tests).SkipReason);
    }

    [Fact]
    public void A_built_in_test_can_be_skipped()
    {
        using var folder = Folder("from: scratch\ntest: [{ skip: shared libraries, why: static }]", "from: p");

        Assert.Equal(
            ("shared libraries", "static"),
            folder.Variant("p").Tests.Where(test => test.SkipReason is not null).Select(test => (test.Name, test.SkipReason)).Single()
        );
    }

    [Fact]
    public void The_end_of_life_is_the_variant_s_or_the_earliest_of_its_values()
    {
        using var folder = Folder(
            "from: scratch\nmatrix: { r: [1, 2], os: [x] }\neol: { 1: 2030-01-01, x: 2029-01-01, 2-x: 2031-01-01 }",
            "from: p:1-x"
        );

        Assert.Equal(new DateOnly(2029, 1, 1), folder.Variant("p:1-x").EndOfLife!.Value);
        Assert.Equal(new DateOnly(2031, 1, 1), folder.Variant("p:2-x").EndOfLife!.Value);
    }
}
