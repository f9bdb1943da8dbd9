using Images.Definitions;

namespace Images.Tests.Definitions;

public sealed class TextTests
{
    private static Variant Only(string yaml)
    {
        using var folder = new FamilyFolder(("images/a/image.yaml", $"from: scratch\n{yaml}"));
        return Assert.Single(folder.Load().Variants);
    }

    [Theory]
    [InlineData("3.10")]
    [InlineData("no")]
    [InlineData("0o14")]
    [InlineData("1e3")]
    [InlineData("1_000")]
    [InlineData("2027-04-30")]
    [InlineData("True")]
    [InlineData(".inf")]
    public void Everything_is_text_as_written(string text)
    {
        var variant = Only($"args: {{ A: {text} }}\nvars: {{ a: [{text}] }}\n");

        Assert.Equal(text, variant.Args["A"].Value);
        Assert.Equal([text], (IReadOnlyList<object>)variant.Vars["a"]);
    }

    [Fact]
    public void Axes_are_replaced_everywhere()
    {
        var variant = Only(
            """
            matrix: { r: [4.6.1] }
            description: R {{ r }}
            args: { A: "{{ r | major }}" }
            apt: ["r-base={{ r }}"]
            vars: { deep: [{ deeper: "{{ r | minor }}" }] }
            cmd: [R, "{{ r }}"]
            test: [{ run: R --version, expect: "R version {{ r }}", env: { V: "{{ r }}" } }]
            """
        );

        Assert.Equal("R 4.6.1", variant.Description!.Value);
        Assert.Equal("4", variant.Args["A"].Value);
        Assert.Equal("r-base=4.6.1", variant.Apt[0].Value);
        var deep = (IReadOnlyList<object>)variant.Vars["deep"];
        Assert.Equal("4.6", ((IReadOnlyDictionary<string, object>)deep[0])["deeper"]);
        Assert.Equal(["R", "4.6.1"], variant.Cmd!.Arguments);
        Assert.Equal("R version 4.6.1", variant.Tests[0].Expect!.Text);
        Assert.Equal("4.6.1", variant.Tests[0].Env["V"]);
    }

    [Theory]
    [InlineData("900MB", 900_000_000)]
    [InlineData("1.5GiB", 1_610_612_736)]
    [InlineData("12 KB", 12_000)]
    [InlineData("1B", 1)]
    public void A_size_has_a_unit(string size, long bytes) => Assert.Equal(bytes, Only($"limits: {{ size: {size} }}").Limits.Size!.Value);

    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("30s", 30_000)]
    [InlineData("1h30m", 5_400_000)]
    public void A_timeout_has_units(string timeout, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Only($"test: [{{ run: x, timeout: {timeout} }}]").Tests[0].Timeout);

    [Fact]
    public void A_test_has_every_default_filled_in()
    {
        var test = Assert.Single(Only("test: [{ run: R --version }]").Tests);

        Assert.Equal(("R --version", 0, TimeSpan.FromSeconds(30), "none"), (test.Name, test.Exit, test.Timeout, test.Network));
        Assert.True(test.Run.IsShell);
        Assert.Empty(test.Env);
        Assert.True(test is { Expect: null, Stderr: null, User: null, Workdir: null, SkipReason: null });
    }

    [Fact]
    public void A_test_can_say_everything()
    {
        var test = Assert.Single(
            Only(
                "test: [{ name: n, run: [a, b c], expect: /x\\d/, stderr: y, exit: 3, env: { A: 1 }, user: u, workdir: /w, network: bridge }]"
            ).Tests
        );

        Assert.Equal(["a", "b c"], test.Run.Arguments);
        Assert.False(test.Run.IsShell);
        Assert.Equal((@"x\d", true), (test.Expect!.Text, test.Expect.IsRegex));
        Assert.Equal(("y", false), (test.Stderr!.Text, test.Stderr.IsRegex));
        Assert.Equal((3, "u", "/w", "bridge"), (test.Exit, test.User, test.Workdir, test.Network));
    }

    [Fact]
    public void A_script_may_have_several_lines() =>
        Assert.Equal("a\nb\n", Only("test:\n- run: |\n    a\n    b\n").Tests[0].Run.Arguments[0]);

    [Fact]
    public void An_alias_repeats_a_value() => Assert.Equal("1", Only("args: &same { A: 1 }\nenv: *same\n").Env["A"].Value);

    [Fact]
    public void Bases_know_how_they_are_made()
    {
        using var folder = new FamilyFolder(
            (
                "images/family.yaml",
                "registries: [docker.io/acme, localhost:5000]\nbases: { 'debian:bookworm-slim': { bootstrap: debian, suite: bookworm } }"
            ),
            ("images/a/image.yaml", "from: scratch")
        );
        var family = folder.Load();

        Assert.Equal(["docker.io/acme", "localhost:5000"], family.Registries);
        Assert.Equal(new BootstrapRecipe("debian", "bookworm", null), family.Bases["debian:bookworm-slim"]);
    }
}
