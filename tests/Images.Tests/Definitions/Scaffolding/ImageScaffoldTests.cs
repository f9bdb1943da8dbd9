using Images.Definitions.Scaffolding;

namespace Images.Tests.Definitions.Scaffolding;

public sealed class ImageScaffoldTests
{
    [Theory]
    [InlineData("base", "", "", "", "from: base:a")]
    [InlineData("base:b", "jq,curl=8-1", "", "", "run: dpkg-query --show jq curl")]
    [InlineData("debian:x", "", "requests>=2.31,<3", "", "args: { DEBIAN_SUITE: trixie }")]
    [InlineData("base:next", "", "", "jsonlite@1.8,acme/Own", "apt: [r-cran-jsonlite, r-cran-own]")]
    public void What_is_begun_is_a_definition_without_errors(string from, string apt, string pip, string r, string line)
    {
        using var folder = Family();
        var wishes = new ScaffoldWishes("new", from)
        {
            Apt = apt.Split(',', StringSplitOptions.RemoveEmptyEntries),
            Pip = pip.Split(';', StringSplitOptions.RemoveEmptyEntries),
            R = r.Split(',', StringSplitOptions.RemoveEmptyEntries),
            Description = "It's: 'quoted' # and \"more\"",
        };

        var scaffold = new ImageScaffold(folder.Load());
        scaffold.Write(scaffold.Compose(wishes));

        var variant = folder.Variant("new");
        Assert.Equal(wishes.Description, variant.Description!.Value);
        Assert.Equal(wishes.Pip, variant.Pip.Select(requirement => requirement.Value));
        Assert.Equal(wishes.R, variant.R.Select(package => package.Value));
        Assert.NotEmpty(variant.Tests);
        Assert.Contains(line, File.ReadAllText(Path.Combine(folder.Root, "images/new/image.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_of_its_own_begins_as_the_general_one()
    {
        using var folder = Family();
        var files = new ImageScaffold(folder.Load()).Compose(new("new", "base") { Template = "new" });

        Assert.Equal(["templates/new.Dockerfile.sbn", "images/new/image.yaml"], files.Select(file => file.Path));
        Assert.Equal("FROM {{ from }}\n", files[0].Text);
        Assert.DoesNotContain("template:", files[1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bad_Name", "base", "", "did you mean 'bad-name'?")]
    [InlineData("../up", "base", "", "cannot name an image")]
    [InlineData("base", "base", "", "images/base is there already")]
    [InlineData("leftover", "base", "", "images/leftover is there already")]
    [InlineData("new", "bsae", "", "there is no image 'bsae' in this family (did you mean 'base'")]
    [InlineData("new", "debian:other", "", "an external base must stand under 'bases'")]
    [InlineData("new", "many", "", "name one: many:1, many:2")]
    [InlineData("new", "base", "jq; rm -rf /", "--apt: 'jq; rm -rf /' is not a Debian package")]
    [InlineData("new", "base", "{{ x }}", "--apt: '{{ x }}' is not a Debian package")]
    public void What_cannot_work_is_refused_and_nothing_written(string name, string from, string apt, string problem)
    {
        using var folder = Family();
        folder.Write("images/leftover/default/Dockerfile", "FROM x\n");
        var before = Files(folder);
        var wishes = new ScaffoldWishes(name, from) { Apt = apt.Length > 0 ? [apt] : [] };

        var error = Assert.Throws<ScaffoldException>(() => new ImageScaffold(folder.Load()).Compose(wishes));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(before, Files(folder));
    }

    [Fact]
    public void Values_are_text_and_nothing_is_replaced_in_them()
    {
        using var folder = Family();
        var wishes = new ScaffoldWishes("new", "base") { Description = "{{ secret }}" };

        Assert.Throws<ScaffoldException>(() => new ImageScaffold(folder.Load()).Compose(wishes));
    }

    [Fact]
    public void An_unknown_template_is_named_with_those_near_it()
    {
        using var folder = Family();
        var wishes = new ScaffoldWishes("new", "base") { Template = "pakages" };

        var error = Assert.Throws<ScaffoldException>(() => new ImageScaffold(folder.Load()).Compose(wishes));
        Assert.Equal(
            "--template: there is no template templates/pakages.Dockerfile.sbn (did you mean 'packages'?); --template=new makes one for this image",
            error.Message
        );
    }

    [Fact]
    public void When_a_file_cannot_be_written_none_stays()
    {
        using var folder = Family();
        var scaffold = new ImageScaffold(folder.Load());
        var files = scaffold.Compose(new("new", "base") { Template = "new" });
        folder.Write("images/new/image.yaml", "from: scratch\n");

        Assert.Throws<IOException>(() => scaffold.Write(files));
        Assert.False(File.Exists(Path.Combine(folder.Root, "templates/new.Dockerfile.sbn")));
        Assert.Equal("from: scratch\n", File.ReadAllText(Path.Combine(folder.Root, "images/new/image.yaml")));
    }

    private static FamilyFolder Family()
    {
        var folder = new FamilyFolder(
            ("images/family.yaml", "bases: { 'debian:x': { bootstrap: debian, suite: trixie } }"),
            (
                "images/base/image.yaml",
                "from: debian:x\nmatrix: { s: [a, b], include: [{ s: a, c: latest }, { s: b, c: next }] }\ntags: ['{{ s }}', '{{ c }}']"
            ),
            ("images/many/image.yaml", "from: debian:x\nmatrix: { v: ['1', '2'] }\ntags: ['{{ v }}']")
        );
        folder.Write("templates/packages.Dockerfile.sbn", "FROM {{ from }}\n");
        return folder;
    }

    private static IReadOnlyList<string> Files(FamilyFolder folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder.Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
