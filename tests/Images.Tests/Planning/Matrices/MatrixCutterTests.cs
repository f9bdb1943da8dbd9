using System.Text.Json;
using Images.Definitions;
using Images.Planning;
using Images.Planning.Matrices;
using static Images.Tests.Planning.PlanningFamily;

namespace Images.Tests.Planning.Matrices;

public class MatrixCutterTests
{
    private static readonly Dictionary<string, TimeSpan> NothingKnown = [];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(255, 255)]
    [InlineData(256, 256)]
    [InlineData(257, 256)]
    [InlineData(1000, 256)]
    public void A_layer_has_an_entry_a_variant_up_to_256_of_them(int variants, int entries)
    {
        var graph = Flat(variants);
        var matrix = Cut(graph, Ids(graph));

        Assert.Equal(variants > 0, matrix.HasChanges);
        Assert.Equal(variants, matrix.Variants);
        Assert.Equal(entries, matrix.Layers.Sum(layer => layer.Include.Count));
        Assert.Equal(entries > 0 ? 1 : 0, matrix.Layers.Count);
        HoldsWhatItMust(graph, Ids(graph), matrix);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(257)]
    [InlineData(1000)]
    public void A_base_comes_in_a_layer_of_its_own_before_its_children(int children)
    {
        var graph = Graph([Image("base", null), .. Enumerable.Range(0, children).Select(index => Image($"child:{index}", "base"))]);
        var matrix = Cut(graph, Ids(graph));

        Assert.Equal(2, matrix.Layers.Count);
        Assert.Equal("base", Assert.Single(matrix.Layers[0].Include).Selectors);
        Assert.Equal(Math.Min(children, 256), matrix.Layers[1].Include.Count);
        HoldsWhatItMust(graph, Ids(graph), matrix);
    }

    [Fact]
    public void Copies_from_other_images_count_as_parents()
    {
        var matrix = Cut(Graph(), Ids(Graph()));

        Assert.Equal(["base", "r-ver:4.5.3", "r-ver:4.6.1"], Selectors(matrix, 0));
        Assert.Equal(["blender:3.4", "blender:4.3"], Selectors(matrix, 1));
        Assert.Equal(["studio"], Selectors(matrix, 2));
        HoldsWhatItMust(Graph(), Ids(Graph()), matrix);
    }

    [Fact]
    public void What_is_there_already_makes_no_layer_but_keeps_the_order()
    {
        var graph = Graph(Image("base", null), Image("middle", "base"), Image("leaf", "middle"), Image("other", null));

        Assert.Equal(["leaf"], Selectors(Cut(graph, new HashSet<string> { "leaf" }), 0));

        var matrix = Cut(graph, new HashSet<string> { "base", "leaf", "other" });
        Assert.Equal(["base", "other"], Selectors(matrix, 0));
        Assert.Equal(["leaf"], Selectors(matrix, 1));
    }

    [Fact]
    public void What_lies_deeper_than_the_last_layer_is_built_there_one_from_the_other_by_one_job()
    {
        var graph = Graph(
            Image("base", null),
            Image("a", "base"),
            Image("a-child", "a"),
            Image("b", "base"),
            Image("b-child", "b", "a"),
            Image("c", "base"),
            Image("c-child", "c")
        );
        var matrix = Cut(graph, Ids(graph), new MatrixWishes("run") { MostLayers = 2 });

        Assert.Equal(["base"], Selectors(matrix, 0));
        Assert.Equal(["a a-child b b-child", "c c-child"], Selectors(matrix, 1));
        Assert.Equal(2, matrix.Layers.Count);

        var one = Cut(graph, Ids(graph), new MatrixWishes("run") { MostLayers = 1 });
        Assert.Equal("base a a-child b b-child c c-child", Assert.Single(Assert.Single(one.Layers).Include).Selectors);
    }

    [Fact]
    public void Jobs_get_about_the_same_work_by_what_earlier_runs_took()
    {
        var graph = Flat(6);
        var seconds = new[] { 90d, 50, 40, 30, 30, 10 };
        var known = seconds.Select((value, index) => (Id: $"i:{index}", value)).ToDictionary(x => x.Id, x => TimeSpan.FromSeconds(x.value));
        var matrix = MatrixCutter.Cut(graph, Ids(graph), new ImageCosts(known), new MatrixWishes("run") { MostEntries = 3 });

        Assert.Equal([90, 80, 80], matrix.Layers[0].Include.Select(entry => entry.Seconds));
        Assert.Equal(["i:0", "i:1 i:4", "i:2 i:3 i:5"], matrix.Layers[0].Include.Select(entry => entry.Selectors));
    }

    [Fact]
    public void A_variant_that_never_ran_costs_what_its_siblings_took_and_others_are_guessed_by_what_they_do()
    {
        var costs = new ImageCosts(
            new Dictionary<string, TimeSpan> { ["i:1"] = TimeSpan.FromSeconds(40), ["i:2"] = TimeSpan.FromSeconds(20) }
        );
        var small = Graph(Image("small", null)).Images[0];
        var large = small with
        {
            Rendered = small.Rendered with
            {
                Dockerfile = small.Rendered.Dockerfile + "RUN one\nRUN two\n",
                Variant = small.Rendered.Variant with { Limits = new Limits(new Located<long>(900_000_000, SampleFamily.Place), null) },
            },
        };

        Assert.Equal(30, costs.SecondsOf(Flat(1).Images[0]));
        Assert.InRange(costs.SecondsOf(large), costs.SecondsOf(small) * 5, 1000);
    }

    [Fact]
    public void An_entry_carries_what_reproduces_it_and_a_layer_is_a_strategy()
    {
        var graph = Flat(2);
        var matrix = Cut(graph, Ids(graph), new MatrixWishes("run --project build -- test") { MostEntries = 1 });

        using var strategy = JsonDocument.Parse(matrix.Layers[0].ToStrategy());
        var entry = strategy.RootElement.GetProperty("include")[0];
        Assert.Equal("run --project build -- test i:0 i:1", entry.GetProperty("command").GetString());
        Assert.Equal("i:0 and 1 more", entry.GetProperty("name").GetString());
        Assert.Equal("linux/amd64", entry.GetProperty("platforms").GetString());
        Assert.DoesNotContain('\n', matrix.Layers[0].ToStrategy());
        Golden.Verify(matrix.ToJson(), "matrix.json");
    }

    // Every variant once; no entry twice; parents in an earlier layer, or in the same job.
    private static void HoldsWhatItMust(BuildGraph graph, HashSet<string> needed, BuildMatrix matrix)
    {
        var places = new Dictionary<string, (int Layer, string Entry)>();
        foreach (var layer in matrix.Layers)
        {
            Assert.InRange(layer.Include.Count, 1, BuildMatrix.MostEntries);
            Assert.Distinct(layer.Include.Select(entry => entry.Name));
            foreach (var entry in layer.Include)
            {
                Assert.Equal(entry.Count, entry.Selectors.Split(' ').Length);
                Assert.All(entry.Selectors.Split(' '), id => places.Add(id, (layer.Layer, entry.Name)));
            }
        }

        Assert.Equal(needed.Order(), places.Keys.Order());
        foreach (var image in graph.Images.Where(image => needed.Contains(image.Id)))
        {
            Assert.All(
                image.Parents.Where(parent => needed.Contains(parent.Id)),
                parent => Assert.True(places[parent.Id].Layer < places[image.Id].Layer)
            );
        }
    }

    private static BuildGraph Flat(int count) => Graph([.. Enumerable.Range(0, count).Select(index => Image($"i:{index}", null))]);

    private static HashSet<string> Ids(BuildGraph graph) => [.. graph.Images.Select(image => image.Id)];

    private static List<string> Selectors(BuildMatrix matrix, int layer) =>
        [.. matrix.Layers[layer].Include.Select(entry => entry.Selectors).Order(StringComparer.Ordinal)];

    private static BuildMatrix Cut(BuildGraph graph, IReadOnlySet<string> needed, MatrixWishes? wishes = null) =>
        MatrixCutter.Cut(graph, needed, new ImageCosts(NothingKnown), wishes ?? new MatrixWishes("run"));
}
