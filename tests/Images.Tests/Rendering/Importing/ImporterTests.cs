using System.Text;
using Images.Definitions;
using Images.Rendering.Importing;

namespace Images.Tests.Rendering.Importing;

/// <summary>What is imported renders what it was made of, and nothing is touched when it cannot.</summary>
public sealed class ImporterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("images-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_bake_file_becomes_the_definitions_and_templates_that_people_would_write()
    {
        WriteFarm();

        var result = Import("docker-bake.hcl");

        var text = new StringBuilder();
        foreach (var file in result.Files.Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal)))
        {
            text.Append(null, $"==> {file}\n{File.ReadAllText(Path.Combine(Family, file))}\n");
        }

        text.Append(string.Concat(result.Notes.Select(note => $"note: {note}\n")));
        Golden.Verify(text.ToString(), "farm.txt");
        Assert.Equal(["app", "base", "r:4.2.2-full", "r:4.2.2-slim", "r:4.5.0-full", "r:4.5.0-slim"], Variants());
    }

    [Fact]
    public void The_json_that_bake_prints_gives_the_same_images()
    {
        WriteFarm();
        Write(
            "docker-bake.json",
            """
            {
              "group": { "default": { "targets": ["base"] } },
              "target": {
                "base": {
                  "context": "ctx/base", "dockerfile": "Dockerfile", "args": { "DEBIAN": "bookworm" },
                  "tags": ["ghcr.io/acme/base:bookworm", "ghcr.io/acme/base:latest"]
                }
              }
            }
            """
        );

        Import("docker-bake.json");

        var variant = Assert.Single(FamilyLoader.Load(Family, CancellationToken.None).Variants);
        Assert.Equal(("base", "debian:bookworm-slim"), (variant.Id, variant.From.Value));
        Assert.Equal(["bookworm", "latest"], variant.Tags.Select(tag => tag.Name));
    }

    [Fact]
    public void Dockerfiles_that_differ_by_a_version_become_variants_of_one_template()
    {
        foreach (var (version, sum) in new[] { ("3.11", "aaaa1111"), ("3.12", "bbbb2222") })
        {
            Write(
                $"tools/python/{version}/Dockerfile",
                $"FROM debian:bookworm-slim\nENV PYTHON_VERSION={version}\nRUN fetch https://example.org/python-{version}.tgz {sum}\nCOPY run.sh /\n"
            );
            Write($"tools/python/{version}/run.sh", "exec python\n");
        }

        Write("tools/Dockerfile.job", "FROM acme/python:3.12\nRUN echo job\n");

        Import("tools");

        Assert.Equal(["job", "python:3.11", "python:3.12"], Variants());
        Assert.Equal("python:3.12", FamilyLoader.Load(Family, CancellationToken.None).Variants.Single(one => one.Image == "job").Parent);
        var template = File.ReadAllText(Path.Combine(Family, "templates/python.Dockerfile.sbn"));
        Assert.Equal(
            "FROM {{ from }}\nENV PYTHON_VERSION={{ release }}\nRUN fetch https://example.org/python-{{ release }}.tgz {{ value }}\nCOPY run.sh /\n",
            template
        );
    }

    [Fact]
    public void Dockerfiles_that_are_too_different_become_images_of_their_own_and_it_is_said()
    {
        Write("tools/app/1/Dockerfile", "FROM debian:bookworm-slim\nRUN echo one\n");
        Write("tools/app/2/Dockerfile", "FROM debian:trixie-slim\nRUN echo one\nRUN echo two\n");

        var result = Import("tools");

        Assert.Equal(["app-1", "app-2"], Variants());
        Assert.Contains("app: its variants became an image each", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_files_of_one_name_that_differ_are_not_mixed()
    {
        Write("tools/app/1/Dockerfile", "FROM debian:bookworm-slim\nCOPY run.sh /\n");
        Write("tools/app/1/run.sh", "one");
        Write("tools/app/2/Dockerfile", "FROM debian:bookworm-slim\nCOPY run.sh /\n");
        Write("tools/app/2/run.sh", "two");

        Import("tools");

        Assert.Equal("one", File.ReadAllText(Path.Combine(Family, "images/app-1/run.sh")));
        Assert.Equal("two", File.ReadAllText(Path.Combine(Family, "images/app-2/run.sh")));
    }

    [Fact]
    public void A_link_to_a_folder_stays_a_link()
    {
        Write("app/Dockerfile", "FROM debian:bookworm-slim\nCOPY src/ /src/\n");
        Write("app/src/main.py", "print()\n");
        File.CreateSymbolicLink(Path.Combine(folder, "app/src/etc"), "/etc");

        Import("app/Dockerfile");

        Assert.Equal("/etc", new FileInfo(Path.Combine(Family, "images/app/src/etc")).LinkTarget);
    }

    [Fact]
    public void A_file_that_is_there_already_is_neither_written_over_nor_taken_away()
    {
        Write("app/Dockerfile", "FROM debian:bookworm-slim\nRUN true\n");
        Directory.CreateDirectory(Path.Combine(Family, "images"));
        File.WriteAllText(Path.Combine(Family, "images/image.schema.json"), "mine");

        var error = Assert.Throws<ImportException>(() => Import("app/Dockerfile"));

        Assert.Contains("images/image.schema.json:1:1: is there already", error.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Family, "images/image.schema.json")));
    }

    [Fact]
    public void A_target_whose_base_has_another_label_is_carried_over()
    {
        Write("a/Dockerfile", "FROM debian:bookworm-slim\nRUN true\n");
        Write("b/Dockerfile", "FROM a\nRUN true\n");
        Write(
            "docker-bake.hcl",
            """
            target "a" {
              context = "a"
              labels = { "one" = "1" }
            }
            target "b" {
              context = "b"
              contexts = { a = "target:a" }
              labels = { "two" = "2" }
            }
            """
        );

        Import("docker-bake.hcl");

        Assert.Equal(["a", "b"], Variants());
    }

    [Fact]
    public void A_matrix_without_end_is_refused_and_not_cut()
    {
        Write("a/Dockerfile", "FROM debian:bookworm-slim\nRUN true\n");
        var many = string.Join(", ", Enumerable.Range(0, 40).Select(number => $"\"v{number}\""));
        Write(
            "docker-bake.hcl",
            $"target \"a\" {{\n  name = \"a-${{x}}-${{y}}\"\n  matrix = {{ x = [{many}], y = [{many}] }}\n  context = \"a\"\n}}\n"
        );

        var error = Assert.Throws<ImportException>(() => Import("docker-bake.hcl"));

        Assert.Contains("more than 1000 combinations", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_a_Dockerfile_copies_is_taken_out_of_its_context()
    {
        Write("app/Dockerfile", "FROM debian:bookworm-slim\nCOPY src/ /src/\n");
        Write("app/.dockerignore", "src/*.log\n");
        Write("app/src/main.py", "print()\n");
        Write("app/src/build.log", "no\n");
        Write("app/secret.key", "no\n");

        var result = Import("app/Dockerfile");

        Assert.Equal(
            ["images/app/default/Dockerfile", "images/app/image.yaml", "images/app/src/main.py", "templates/app.Dockerfile.sbn"],
            result.Files.Where(file => file.Contains("app", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Braces_here_documents_and_odd_characters_come_through_as_they_are()
    {
        const string Text = """
            FROM debian:bookworm-slim
            ARG WHAT="a {{ b }} c"
            RUN <<EOF
            echo '{{ not a template }}' {%{ nor this }%}
            FROM nothing
            EOF
            LABEL a="ü € \" '" b={{c}}
            CMD ["sh", "-c", "echo $HOME ${WHAT:-x}"]

            """;
        Write("odd/Dockerfile", Text);

        Import("odd/Dockerfile");

        var rendered = File.ReadAllText(Path.Combine(Family, "images/odd/default/Dockerfile"));
        Assert.Equal(Text, rendered[(rendered.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
    }

    [Theory]
    [InlineData("FROM debian:12\nCOPY missing.txt /\n", "'missing.txt' is not in the context")]
    [InlineData("RUN echo no base\n", "there is no FROM in it")]
    [InlineData("FROM ${WHAT}\n", "the variable has no value there")]
    [InlineData("FROM debian:12\nFORM x\n", "'FORM' is no instruction")]
    [InlineData("FROM Debian:12\n", "cannot stand in a definition")]
    public void What_cannot_be_imported_leaves_nothing(string dockerfile, string expected)
    {
        Write("app/Dockerfile", dockerfile);

        var error = Assert.Throws<ImportException>(() => Import("app/Dockerfile"));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Family));
    }

    [Fact]
    public void An_image_that_is_there_already_is_never_overwritten()
    {
        Write("app/Dockerfile", "FROM debian:12\n");
        Write("family/images/app/image.yaml", "mine");

        var error = Assert.Throws<ImportException>(() => Import("app/Dockerfile"));

        Assert.StartsWith("app/Dockerfile: images/app is there already", error.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Family, "images/app/image.yaml")));
    }

    [Fact]
    public void A_family_that_could_not_be_read_any_more_gets_nothing()
    {
        Write("app/Dockerfile", "FROM debian:12\n");
        Write("family/images/other/image.yaml", "from: nothing-of-ours\n");
        Write("family/templates/other.Dockerfile.sbn", "FROM {{ from }}\n");

        Assert.Throws<DefinitionException>(() => Import("app/Dockerfile"));

        Assert.False(Path.Exists(Path.Combine(Family, "images/app")));
        Assert.False(Path.Exists(Path.Combine(Family, "templates/app.Dockerfile.sbn")));
    }

    [Fact]
    public void A_dry_run_writes_nothing()
    {
        Write("app/Dockerfile", "FROM debian:12\n");
        Directory.CreateDirectory(Family);

        var targets = ImportSource.Read(Path.Combine(folder, "app/Dockerfile"), "app/Dockerfile", null, _ => null);
        var result = new Importer(Family, "app/Dockerfile").Import(targets, isDryRun: true, CancellationToken.None);

        Assert.Contains("images/app/image.yaml", result.Files);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Family));
    }

    private string Family => Path.Combine(folder, "family");

    private IEnumerable<string> Variants() =>
        FamilyLoader.Load(Family, CancellationToken.None).Variants.Select(variant => variant.Id).Order(StringComparer.Ordinal);

    private ImportResult Import(string path)
    {
        Directory.CreateDirectory(Family);
        var targets = ImportSource.Read(Path.Combine(folder, path), path, null, _ => null);
        return new Importer(Family, path).Import(targets, isDryRun: false, CancellationToken.None);
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    private void WriteFarm()
    {
        Write("docker-bake.hcl", FarmSample.BakeFile);
        foreach (var (path, text) in FarmSample.Files)
        {
            Write(path, text);
        }
    }
}
