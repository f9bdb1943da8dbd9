using System.Text;
using Images.BuildKit.Contexts;

namespace Images.BuildKit.Tests.Contexts;

public sealed class ContextWalkTests
{
    [Fact]
    public void Names_come_in_the_order_of_their_bytes_and_directories_before_what_is_in_them()
    {
        // U+FF5E sorts before U+1F600 in UTF-8 and behind it in UTF-16; 'a' < 'a-b' < 'a/x' would be the order of whole paths.
        var walk = Walk(["😀", "～", "a/x", "a-b", "B", "é"], ContextFilter.All);

        Assert.Equal(["B", "a", "a/x", "a-b", "é", "～", "😀"], walk);
    }

    [Fact]
    public void Excluded_directories_appear_only_for_what_is_excepted_in_them() =>
        Assert.Equal(["d", "d/keep", "d/keep/f", "x"], Walk(["d/keep/f", "d/other/f", "e/f", "x"], new([], ["d", "e", "!d/keep"], [])));

    [Fact]
    public void Excluded_directories_without_exceptions_are_not_read()
    {
        var context = new ListedContext(Memory(["node_modules/a/b", "src/c"]));

        _ = new ContextWalk(context, new([], ["node_modules", "!src/x"], []), _ => { }).Entries().ToList();

        Assert.Equal(["", "src"], context.Listed);
    }

    [Fact]
    public void Followed_paths_select_themselves_with_their_parents() =>
        Assert.Equal(
            ["a", "a/b", "a/b/f", "c.txt"],
            Walk(["a/b/f", "a/x/f", "c.txt", "d.md", "z/c.txt"], new([], [], ["a/b", "*.txt", "absent/too"]))
        );

    [Fact]
    public void A_followed_path_that_is_not_there_selects_nothing() => Assert.Empty(Walk(["a", "b/c"], new([], [], ["absent"])));

    [Fact]
    public void Following_the_root_selects_everything() => Assert.Equal(["a", "b", "b/c"], Walk(["a", "b/c"], new([], [], ["/"])));

    [Fact]
    public void Included_patterns_select_and_excluded_ones_take_away() =>
        Assert.Equal(["a", "a/x.c"], Walk(["a/x.c", "a/y.h", "b/z.c"], new(["**/*.c"], ["b"], [])));

    [Fact]
    public void Links_on_the_way_are_selected_with_what_they_point_to()
    {
        using var directory = new TemporaryDirectory().Write("real/f", "").Write("real/g", "").Write("other", "");
        File.CreateSymbolicLink(directory["one"], "two");
        File.CreateSymbolicLink(directory["two"], "/real");
        File.CreateSymbolicLink(directory["up"], "../../../other");
        File.CreateSymbolicLink(directory["loop"], "loop");

        Assert.Equal(["one", "real", "real/f", "two"], WalkOf(directory, new([], [], ["one/f"])));
        Assert.Equal(["other", "up"], WalkOf(directory, new([], [], ["up"])));
        Assert.Equal(["loop"], WalkOf(directory, new([], [], ["loop/x"])));
    }

    [Fact]
    public void Links_are_never_entered()
    {
        using var outside = new TemporaryDirectory().Write("secret", "");
        using var directory = new TemporaryDirectory().Write("f", "");
        File.CreateSymbolicLink(directory["out"], outside.Path);

        Assert.Equal(["f", "out"], WalkOf(directory, ContextFilter.All));
    }

    [Fact]
    public void The_second_name_of_a_file_links_to_the_first_and_keeps_its_size()
    {
        using var directory = new TemporaryDirectory().Write("b", "12345").Write("other", "1");
        HardLink.Create(directory["b"], directory["a"]);

        var walk = new ContextWalk(new DirectoryContext(directory.Path), ContextFilter.All, _ => { }).Entries().ToList();

        Assert.Equal([("a", null, 5L), ("b", "a", 5L), ("other", null, 1L)], walk.Select(e => (e.Path, e.HardLinkTo, e.Entry.Size)));
    }

    [Fact]
    public void A_file_whose_first_name_is_excluded_is_no_link()
    {
        using var directory = new TemporaryDirectory().Write("b", "12345");
        HardLink.Create(directory["b"], directory["a"]);

        var walk = new ContextWalk(new DirectoryContext(directory.Path), new([], ["a"], []), _ => { }).Entries().ToList();

        Assert.Null(Assert.Single(walk).HardLinkTo);
    }

    [Fact]
    public void Fifos_are_left_out_with_a_warning()
    {
        using var directory = new TemporaryDirectory().Write("f", "");
        Fifo.Create(directory["pipe"]);
        Fifo.Create(directory["ignored"]);
        var warnings = new List<string>();

        var walk = new ContextWalk(new DirectoryContext(directory.Path), new([], ["ignored"], []), warnings.Add);

        Assert.Equal(["f"], walk.Entries().Select(entry => entry.Path));
        Assert.StartsWith("pipe: ", Assert.Single(warnings), StringComparison.Ordinal);
    }

    private static MemoryContext Memory(IEnumerable<string> paths) =>
        new("test", paths.ToDictionary(path => path, path => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(path), StringComparer.Ordinal));

    private static IEnumerable<string> Walk(IEnumerable<string> paths, ContextFilter filter) =>
        new ContextWalk(Memory(paths), filter, _ => { }).Entries().Select(entry => entry.Path);

    private static IEnumerable<string> WalkOf(TemporaryDirectory directory, ContextFilter filter) =>
        new ContextWalk(new DirectoryContext(directory.Path), filter, _ => { }).Entries().Select(entry => entry.Path);

    private sealed class ListedContext(IContextSource inner) : IContextSource
    {
        public List<string> Listed { get; } = [];

        public string SharedKey => inner.SharedKey;

        public IReadOnlyList<ContextEntry> List(string directory)
        {
            Listed.Add(directory);
            return inner.List(directory);
        }

        public Stream Open(string path, ContextEntry expected) => inner.Open(path, expected);
    }
}
