using Images.Definitions;

namespace Images.Building;

public class CacheSpecTests
{
    private static readonly Variant Variant = BareVariant.Named("r-ver") with { Id = "r-ver:4.6.1", FolderName = "4.6.1" };

    [Fact]
    public void A_bare_reference_is_a_registry_and_each_image_has_its_own()
    {
        var cache = CacheSpec.Parse("ghcr.io/acme/cache:{image}-{variant}").For(Variant);

        Assert.Equal("registry", cache.Type);
        Assert.Equal("ghcr.io/acme/cache:r-ver-4.6.1", Assert.Single(cache.Attributes).Value);
    }

    [Fact]
    public void Fields_are_read_as_buildx_reads_them()
    {
        var cache = CacheSpec.Parse("type=registry,\"ref=a/b,c\",mode=max").For(Variant);

        Assert.Equal("a/b,c", cache.Attributes["ref"]);
        Assert.Equal("max", cache.Attributes["mode"]);
        Assert.DoesNotContain("type", cache.Attributes.Keys);
    }

    [Fact]
    public void The_cache_of_GitHub_Actions_has_a_scope_for_each_image_unless_one_is_given()
    {
        Assert.Equal("r-ver-4.6.1", CacheSpec.Parse("type=gha").For(Variant).Attributes["scope"]);
        Assert.Equal("one", CacheSpec.Parse("type=gha,scope=one").For(Variant).Attributes["scope"]);
    }

    [Theory]
    [InlineData("ref=a/b", "'ref=a/b' says no type; write type=registry,ref=REFERENCE, or the reference alone")]
    [InlineData("type=registry,ref=a,ref=b", "'ref=b' in 'type=registry,ref=a,ref=b' is no KEY=VALUE, or stands twice")]
    [InlineData("type=inline", "inline is for --cache-to; read it with type=registry,ref=REFERENCE")]
    public void What_is_wrong_is_said_with_what_to_do(string text, string problem) => Assert.Equal(problem, CacheSpec.Problem(text));

    [Fact]
    public void A_cache_in_a_folder_names_the_folder()
    {
        Assert.Equal("'type=local' names no folder; add src=FOLDER", CacheSpec.Problem("type=local"));
        Assert.Equal("'type=local,mode=max' names no folder; add dest=FOLDER", CacheSpec.ExportProblem("type=local,mode=max"));
        Assert.Null(CacheSpec.Problem("type=local,src=cache"));
        Assert.Null(CacheSpec.ExportProblem("type=local,dest=cache"));
    }
}
