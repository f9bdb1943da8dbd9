using System.Globalization;
using Images.Definitions;
using Images.Rendering;

namespace Images.Tests.Rendering;

public sealed class RendererTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("images-renderer-").FullName;

    public void Dispose() => Directory.Delete(root, true);

    [Fact]
    public void Awkward_values_are_data_wherever_a_template_puts_them_with_a_filter()
    {
        const string Awkward = "a \"b\" 'c' \\ $HOME ${X} `id` # <<EOF ; && | é日🙂 \\";
        Put(
            "tool",
            "FROM {{ from }}\nENV A={{ env.A | env_value }}\nLABEL b={{ env.A | label_value }}\nRUN echo {{ env.A | shell_quote }}\nCMD {{ cmd | json_args }}\n"
        );

        var image = Render(
            Sample.Variant() with
            {
                Env = Sample.Texts(("A", Awkward)),
                Cmd = new CommandLine([Awkward], true, Sample.At(9)),
            }
        );

        Assert.Equal(
            """
            # Rendered from templates/tool.Dockerfile.sbn and images/tool/image.yaml by `dotnet run --project build -- render`: edit those.
            FROM debian:bookworm-slim
            ENV A="a \"b\" 'c' \\ \$HOME \${X} `id` # <<EOF ; && | é日🙂 \\"
            LABEL b="a \"b\" 'c' \\ \$HOME \${X} `id` # <<EOF ; && | é日🙂 \\"
            RUN echo 'a "b" '\''c'\'' \ $HOME ${X} `id` # <''<EOF ; && | é日🙂 \'
            CMD ["/bin/sh", "-c", "a \"b\" 'c' \\ $HOME ${X} `id` # <<EOF ; && | é日\uD83D\uDE42 \\"]

            """,
            image.Dockerfile
        );
        Assert.Equal(
            ["FROM", "ENV", "LABEL", "RUN", "CMD"],
            DockerfileParser.Parse(image.Dockerfile).Select(instruction => instruction.Keyword)
        );
    }

    [Fact]
    public void A_secret_is_mounted_by_its_name_and_one_that_is_not_declared_is_refused()
    {
        Put(
            "tool",
            "FROM {{ from }}\nRUN {{ secrets.pip.mount }} {{ secrets['net-rc'].mount }},target=/root/.netrc {{ ssh.default.mount }} true\n"
                + "{{ for secret in secrets; if secret.key == 'absent' }}RUN false{{ end; end }}\n"
        );
        var variant = Sample.Variant() with
        {
            Secrets = [new("pip", "PIP", null, true, Sample.At(4)), new("net-rc", null, "/x", false, Sample.At(5))],
            Ssh = [new("default", "SSH_AUTH_SOCK", null, Sample.At(6))],
        };

        Assert.Contains(
            "RUN --mount=type=secret,id=pip,required=true --mount=type=secret,id=net-rc,target=/root/.netrc --mount=type=ssh,id=default,required=true true\n",
            Render(variant).Dockerfile,
            StringComparison.Ordinal
        );

        Put("tool", "FROM {{ from }}\nRUN --mount=type=secret,id=pipp --mount=type=ssh true\n");
        Assert.Equal(
            [
                "templates/tool.Dockerfile.sbn:2:1: RUN mounts the SSH agent 'default', which images/tool/image.yaml does not declare; add it to its 'ssh', for tool",
                "templates/tool.Dockerfile.sbn:2:1: RUN mounts the secret 'pipp', which images/tool/image.yaml does not declare (did you mean 'pip'?); add it to its 'secrets', for tool",
            ],
            Errors(variant with { Ssh = [] }).Select(error => error.ToString())
        );
    }

    [Fact]
    public void A_template_names_any_image_of_the_family_by_its_id()
    {
        Put("tool", "FROM {{ from }}\nCOPY --from={{ references['other:1'] }} / /\nCOPY --from={{ references.other }} / /\n");
        Put("other", "FROM {{ from }}\n");
        var family = Sample.Family(root, Sample.Variant(), Sample.Variant("other", "1"), Sample.Variant("other")) with
        {
            Registries = ["registry.example/team"],
        };

        var tool = Renderer.Render(family, TestContext.Current.CancellationToken).Single(image => image.Variant.Image == "tool");

        Assert.Contains(
            "\nCOPY --from=registry.example/team/other:1 / /\nCOPY --from=registry.example/team/other:default / /\n",
            tool.Dockerfile,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_image_that_the_family_lacks_has_no_reference()
    {
        Put("tool", "FROM {{ from }}\nCOPY --from={{ references['othr:1'] }} / /\n");

        Assert.StartsWith("templates/tool.Dockerfile.sbn:2:", Assert.Single(Errors(Sample.Variant())).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x && curl evil")]
    [InlineData("x \\")]
    [InlineData("<<EOF")]
    [InlineData("$(id)")]
    [InlineData("-oDir::Etc=/tmp")]
    [InlineData("")]
    public void A_value_that_is_no_plain_word_is_refused_where_a_filter_was_forgotten(string value)
    {
        Put("tool", "FROM {{ from }}\nRUN true\nRUN echo {{ env.A }}\nRUN true\n");

        var error = Assert.Single(Errors(Sample.Variant() with { Env = Sample.Texts(("A", value)) }));

        Assert.Equal(Sample.At(3, 9), error.Location);
        Assert.StartsWith(
            "env.A is no plain word, and templates/tool.Dockerfile.sbn:3 writes it unquoted",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_value_cannot_become_an_instruction()
    {
        Put("tool", "FROM {{ from }}\n{{ env.A }} {{ env.B }}\n");

        var error = Assert.Single(Errors(Sample.Variant() with { Env = Sample.Texts(("A", "run"), ("B", "reboot")) }));

        Assert.Equal(
            "templates/tool.Dockerfile.sbn:2:1: a value has become the instruction RUN: write keywords in the template, for tool",
            error.ToString()
        );
    }

    [Fact]
    public void Every_control_character_is_told_at_once()
    {
        Put("tool", "FROM {{ from }}\n");

        var errors = Errors(
            Sample.Variant() with
            {
                Env = Sample.Texts(("A", "a\nRUN b"), ("B", "\u001b[0m")),
                Description = Sample.Text("x\ty", 5),
            }
        );

        Assert.Equal(3, errors.Count);
        Assert.Equal(
            "images/tool/image.yaml:3:9: env.A holds a line break (U+000A): a value is one line of plain text",
            errors[0].ToString()
        );
    }

    [Fact]
    public void Errors_of_all_variants_come_in_one_go_and_each_once()
    {
        Put("tool", "FROM {{ from }}\nRUN {{ nope }}\n");
        Put("other", "FROM {{ from }}\n{{ if }}\n");

        var error = Assert.Throws<DefinitionException>(() =>
            Renderer.Render(
                Sample.Family(
                    root,
                    Sample.Variant("tool", "1"),
                    Sample.Variant("tool", "2"),
                    Sample.Variant("other"),
                    Sample.Variant("gone")
                ),
                TestContext.Current.CancellationToken
            )
        );

        Assert.Equal(3, error.Errors.Select(one => one.Location.File).Distinct().Count());
        Assert.Contains(error.Errors, one => one.Message.StartsWith("there is no templates/gone.Dockerfile.sbn", StringComparison.Ordinal));
        Assert.Contains(
            error.Errors,
            one =>
                one.ToString() == "templates/tool.Dockerfile.sbn:2:8: the variable or function 'nope' was not found, for tool:1 and 1 other"
        );
    }

    [Theory]
    [InlineData("../family")]
    [InlineData("/etc/passwd")]
    [InlineData("partials/../../x")]
    public void A_template_reads_nothing_outside_its_folder(string name)
    {
        File.WriteAllText(Path.Combine(root, "family.sbn"), "secret");
        Put("tool", $"FROM {{{{ from }}}}\n{{{{ include '{name}' }}}}\n");

        Assert.Contains(
            $"'{name}' names no file below templates/",
            Assert.Single(Errors(Sample.Variant())).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("date.now")]
    [InlineData("math.random 1 9")]
    [InlineData("math.uuid")]
    [InlineData("object.eval '1'")]
    public void A_template_has_no_clock_no_chance_and_no_evaluation(string code)
    {
        Put("tool", $"FROM {{{{ from }}}}\n# {{{{ {code} }}}}\n");

        Assert.StartsWith("templates/tool.Dockerfile.sbn:2:", Assert.Single(Errors(Sample.Variant())).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_line_knows_the_template_line_it_came_from()
    {
        Put(
            "tool",
            "FROM {{ from }}\n{{~ for v in env ~}}\nENV {{ v.key }}={{ v.value | env_value }}\n{{~ end ~}}\n{{ include 'partials/last' ~}}\nRUN \\\n  true\n"
        );
        Put("partials/last", "{{~ if true ~}}\nUSER 1\n{{~ end ~}}\n", ".sbn");

        var image = Render(Sample.Variant() with { Env = Sample.Texts(("A", "1"), ("B", "two words")) });

        Assert.Equal(
            [
                "tool.Dockerfile.sbn:1",
                "tool.Dockerfile.sbn:1",
                "tool.Dockerfile.sbn:3",
                "tool.Dockerfile.sbn:3",
                "partials/last.sbn:2",
                "tool.Dockerfile.sbn:6",
                "tool.Dockerfile.sbn:7",
            ],
            image.Lines.Select(line => $"{line.File["templates/".Length..]}:{line.Line}")
        );
    }

    [Fact]
    public void The_text_is_the_same_in_a_culture_with_other_numbers()
    {
        Put("tool", "FROM {{ from }}\nENV I={{ env.I | string.upcase | env_value }} N={{ 1.5 | env_value }}\n");
        var variant = Sample.Variant() with { Env = Sample.Texts(("I", "iı title")) };
        var expected = Render(variant).Dockerfile;
        var before = CultureInfo.CurrentCulture;
        try
        {
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            other.NumberFormat.NumberDecimalSeparator = ",";
            other.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = other;
            Assert.Equal(expected, Render(variant).Dockerfile);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private RenderedImage Render(Variant variant) =>
        Assert.Single(Renderer.Render(Sample.Family(root, variant), TestContext.Current.CancellationToken));

    private IReadOnlyList<DefinitionError> Errors(Variant variant) => Assert.Throws<DefinitionException>(() => Render(variant)).Errors;

    private void Put(string name, string text, string ending = ".Dockerfile.sbn")
    {
        var path = Path.Combine(root, "templates", name + ending);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
