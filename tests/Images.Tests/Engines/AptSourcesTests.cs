using Images.Definitions;

namespace Images.Engines;

public sealed class AptSourcesTests
{
    private const string Lines = """
        # a comment
        deb http://one.example/debian bookworm main contrib # why
        deb [arch=amd64 signed-by=/k.gpg] http://one.example/debian-security bookworm-security main
        deb-src http://one.example/debian bookworm main
        """;

    private const string Stanzas = """
        Types: deb deb-src
        # a comment inside
        URIs: http://two.example/debian
        Suites: trixie trixie-updates
        Components: main
         contrib

        Enabled: no
        Types: deb
        URIs: http://off.example/debian
        Suites: trixie
        Components: main
        """;

    [Fact]
    public void The_form_of_lines_is_read_with_options_and_comments()
    {
        Assert.Equal(
            ["http://one.example/debian bookworm main,contrib", "http://one.example/debian-security bookworm-security main"],
            Text(AptSources.ParseLines(Lines))
        );
    }

    [Fact]
    public void The_form_of_stanzas_is_read_with_continuations_and_without_what_is_switched_off()
    {
        Assert.Equal(
            ["http://two.example/debian trixie main,contrib", "http://two.example/debian trixie-updates main,contrib"],
            Text(AptSources.ParseStanzas(Stanzas))
        );
    }

    [Fact]
    public void A_base_is_made_from_its_suite_and_the_updates_that_the_machine_uses()
    {
        var sources = BootstrapSources.Choose(new BootstrapRecipe("debian", "bookworm", null), Host(), AptSources.ParseLines(Lines));

        Assert.Equal(
            ["deb http://one.example/debian bookworm main", "deb http://one.example/debian-security bookworm-security main"],
            sources
        );
    }

    [Fact]
    public void Another_release_of_the_distribution_lends_its_archive()
    {
        var sources = BootstrapSources.Choose(new BootstrapRecipe("debian", "bookworm", null), Host(), AptSources.ParseStanzas(Stanzas));

        Assert.Equal(["deb http://two.example/debian bookworm main"], sources);
    }

    [Fact]
    public void The_recipes_mirror_beats_the_variable_and_the_variable_beats_the_machine()
    {
        var host = Host(("IMAGES_APT_MIRROR", "http://variable.example/debian"));
        var machine = AptSources.ParseLines(Lines);

        Assert.Equal(
            ["deb http://recipe.example/debian bookworm main"],
            BootstrapSources.Choose(new BootstrapRecipe("debian", "bookworm", "http://recipe.example/debian"), host, machine)
        );
        Assert.Equal(
            ["deb http://variable.example/debian bookworm main"],
            BootstrapSources.Choose(new BootstrapRecipe("debian", "bookworm", null), host, machine)
        );
    }

    [Fact]
    public void A_machine_of_another_distribution_is_told_to_name_a_mirror()
    {
        var machine = AptSources.ParseLines("deb http://archive.example/ubuntu noble main universe");

        var error = Assert.Throws<EngineException>(() =>
            BootstrapSources.Choose(new BootstrapRecipe("debian", "bookworm", null), Host(), machine)
        );

        Assert.EndsWith("name one with IMAGES_APT_MIRROR=URL", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_decides_the_content_decides_the_cache_key()
    {
        var recipe = new BootstrapRecipe("debian", "bookworm", null);

        var key = RootFileSystems.Key(recipe, ["deb http://a bookworm main"]);

        Assert.StartsWith("debian-bookworm-", key, StringComparison.Ordinal);
        Assert.Equal(key, RootFileSystems.Key(recipe, ["deb http://a bookworm main"]));
        Assert.NotEqual(key, RootFileSystems.Key(recipe, ["deb http://b bookworm main"]));
        Assert.NotEqual(key, RootFileSystems.Key(recipe with { Suite = "trixie" }, ["deb http://a bookworm main"]));
    }

    private static HostEnvironment Host(params (string Name, string Value)[] variables) =>
        new(variables.ToDictionary(v => v.Name, v => v.Value), "/home/u", IsLinux: true, IsRoot: true);

    private static IEnumerable<string> Text(IEnumerable<AptSource> sources) =>
        sources.Select(s => $"{s.Uri} {s.Suite} {string.Join(',', s.Components)}");
}
