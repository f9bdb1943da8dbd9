using Images.Definitions;
using Images.Releasing.Listing;
using Images.Releasing.Notes;
using Images.Testing.Inventory;

namespace Images.Tests.Releasing.Notes;

public sealed class ReleaseNotesTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("images-notes-").FullName;

    [Fact]
    public void They_say_what_changed_between_two_releases() =>
        Golden.Verify(Write(SampleReleases.Second, SampleReleases.First), "v1.4.md");

    [Fact]
    public void The_first_release_says_what_there_is() => Golden.Verify(Write(SampleReleases.First, null), "first.md");

    [Fact]
    public void Where_nothing_changed_they_say_so_in_the_first_line()
    {
        var notes = Write(SampleReleases.First with { Release = "v1.3.1" }, SampleReleases.First);

        Assert.StartsWith("**No image has changed since v1.3: all 4 images are the same.**", notes, StringComparison.Ordinal);
        Assert.Contains("<summary>4 unchanged</summary>", notes, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_release_before_no_commits_are_linked_to()
    {
        var changes = FamilyChanges.Between(SampleReleases.Second, SampleReleases.First, SampleReleases.CommitsOf);

        Assert.DoesNotContain("/compare/", ReleaseNotes.Write(root, changes), StringComparison.Ordinal);
        Assert.Contains("/compare/v1.3...v1.4", Write(SampleReleases.Second, SampleReleases.First), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_line_counts_what_images_have_in_common_once()
    {
        var notes = Write(SampleReleases.Second, SampleReleases.First);

        Assert.StartsWith(
            "**1 new, 2 updated, 1 removed since v1.3, 1 unchanged. Packages: 1 upgraded, 2 added, 1 removed.**",
            notes,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_others_wrote_calls_nobody_and_is_no_markup()
    {
        var notes = Write(SampleReleases.Second, SampleReleases.First);

        Assert.DoesNotContain("@everyone", notes, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada <b>", notes, StringComparison.Ordinal);
        Assert.Contains("(#12)", notes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 3_000)]
    [InlineData(150, 60)]
    [InlineData(500, 0)]
    public void They_never_get_longer_than_GitHub_takes(int images, int packages)
    {
        var added = Enumerable
            .Range(0, packages)
            .Select(number => new ReleasedPackage(PackageKind.Debian, $"package-{number}", "1.0-1"))
            .ToArray();
        var before = SampleReleases.First with { Images = [.. Names().Select(name => SampleReleases.Image(name, 'a', 1))] };
        var after = before with { Release = "v2", Images = [.. Names().Select(name => SampleReleases.Image(name, 'b', 2, added))] };

        var notes = Write(after, before);

        Assert.InRange(notes.Length, 1, ReleaseNotes.Longest);
        Assert.StartsWith($"**{images} updated", notes, StringComparison.Ordinal);
        if (packages > 0)
        {
            Assert.Contains("images.json", notes, StringComparison.Ordinal);
        }

        IEnumerable<string> Names() => Enumerable.Range(0, images).Select(number => $"image-with-a-long-name-{number}");
    }

    [Fact]
    public void A_template_of_the_family_takes_the_place_of_the_programs()
    {
        Directory.CreateDirectory(Path.Combine(root, "templates"));
        File.WriteAllText(Path.Combine(root, "templates", "release-notes.sbn"), "{{ release }}: {{ changed.size }}\n");

        Assert.Equal("v1.4: 3\n", Write(SampleReleases.Second, SampleReleases.First));
    }

    [Fact]
    public void A_template_that_asks_for_what_there_is_not_is_an_error_at_its_line()
    {
        Directory.CreateDirectory(Path.Combine(root, "templates"));
        File.WriteAllText(Path.Combine(root, "templates", "release-notes.sbn"), "one\n{{ headlin }}\n");

        var error = Assert.Throws<DefinitionException>(() => Write(SampleReleases.Second, null));

        var only = Assert.Single(error.Errors);
        Assert.StartsWith("templates/release-notes.sbn:2:4: ", only.ToString(), StringComparison.Ordinal);
        Assert.Contains("did you mean 'headline'", only.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private string Write(ReleasedFamily now, ReleasedFamily? before) =>
        ReleaseNotes.Write(root, FamilyChanges.Between(now, before, SampleReleases.CommitsOf) with { Since = before?.Release });
}
