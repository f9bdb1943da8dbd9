using Images.Definitions;
using Images.Engines;
using Images.Planning;
using Images.Testing.Integrity;
using Images.Tests.Building;

namespace Images.Tests.Testing.Integrity;

public sealed class IntegrityTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly MemoryImageStore store = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string FilePath => Path.Combine(folder.Path, IntegrityFile.FileName);

    [Fact]
    public async Task What_was_written_is_what_the_engine_has()
    {
        Has('1', "base:v1", "base:default");
        Has('2', "images.local/child:default");
        var check = Check();

        Assert.True(IntegrityFile.Write(FilePath, await check.BuiltAsync(Token)));
        Assert.False(IntegrityFile.Write(FilePath, await check.BuiltAsync(Token)));

        Assert.Equal(
            [$"base default {Id('1')}", $"base v1 {Id('1')}"],
            (await File.ReadAllLinesAsync(FilePath, Token)).Where(line => !line.StartsWith('#'))
        );
        Assert.Empty(await check.RunAsync(IntegrityFile.Read(FilePath, "list"), Token));
    }

    [Fact]
    public async Task Each_name_with_another_image_or_none_or_without_a_line_is_named()
    {
        Has('1', "base:v1");
        Has('2', "docker.io/library/child:v1");
        Has('3', "stranger:1");
        var listed = Read($"base v1 {Id('9')}\n\n# what others made\nstranger\t1 {Id('3')}  # as it was\ngone 1 {Id('4')}\n");

        Assert.Equal(
            [
                $"list:1:1: base:v1 is {Id('1')} on the engine, not {Id('9')}",
                $"list:5:1: gone:1 is not on the engine",
                $"child:v1 is built but not listed, as {Id('2')}",
            ],
            await Check().RunAsync(listed, Token)
        );
    }

    [Fact]
    public void Everything_that_is_wrong_in_the_file_is_named_at_its_line()
    {
        var error = Assert.Throws<DefinitionException>(() =>
            Read($"base v1 {Id('1')}\nbase v1 {Id('1')}\nbase v1 {Id('2')}\nbase v1\nBase v1 {Id('1')}\nchild v1 1234\n")
        );

        Assert.Equal(
            [
                "list:3:1: base:v1 has another id in line 1; remove one of them",
                "list:4:1: a line has a name, a tag and an image's id; write these three",
                "list:5:1: 'Base' and 'v1' are no name and tag; correct them",
                "list:6:1: '1234' is no image's id; write sha256: and 64 hexadecimal digits",
            ],
            error.Errors.Select(each => each.ToString())
        );
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_with_a_remedy()
    {
        var error = Assert.Throws<DefinitionException>(() => IntegrityFile.Read(FilePath, "list"));

        Assert.Equal(["list:1:1: is not there; write it with 'verify --write'"], error.Errors.Select(each => each.ToString()));
    }

    public void Dispose() => folder.Dispose();

    private static string Id(char digit) => $"sha256:{new string(digit, 64)}";

    private static PlannedImage Tagged(string name)
    {
        var planned = SampleFamily.Planned(name, "FROM scratch\n");
        var variant = planned.Rendered.Variant with { Tags = [new Tag("v1", TagClass.Moving, SampleFamily.Place)] };
        return planned with { Rendered = planned.Rendered with { Variant = variant } };
    }

    private IntegrityCheck Check() => new(SampleFamily.Family(Tagged("base"), Tagged("child")), store);

    private void Has(char digit, params string[] names) =>
        store.Kept.Add(new KeptImage(Id(digit), null, names, new Dictionary<string, string>()));

    private IReadOnlyList<ImageIdentity> Read(string text) => IntegrityFile.Read(folder.Write("list", text), "list");
}
