using Images.Building;
using Images.Engines;
using Images.Testing;

namespace Images.Tests.Testing;

public sealed class PlacedTesterTests
{
    [Fact]
    public async Task Each_image_is_tested_on_the_engine_that_has_it()
    {
        var (one, two) = (new FakeRunner(Answer), new FakeRunner(Answer));
        var images = await TestAsync([Site("one", one), Site("tcp://two:1", two)], On("one", "a"), On("tcp://two:1", "b"), On("one", "c"));
        Assert.Equal(["a", "b", "c"], images.Select(image => image.Built.Planned.Id));
        Assert.All(images, image => Assert.Contains(image.Verdicts, verdict => verdict.Name == "one"));
        Assert.Equal(["a", "c"], one.Specs.Select(spec => spec.Image).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["b"], two.Specs.Select(spec => spec.Image).Distinct());
        var line = images[1].Verdicts.Single(verdict => verdict.Name == "one").Reproduce;
        Assert.StartsWith("docker --host=tcp://two:1 run ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_images_of_an_engine_that_is_gone_fail_in_one_line_and_those_of_others_are_tested()
    {
        var gone = new FakeRunner(_ => throw new EngineException("no answer"));
        var images = await TestAsync(
            [Site("one", new FakeRunner(Answer)), Site("two", gone, answers: false)],
            On("one", "a"),
            On("two", "b")
        );
        Assert.Contains(images[0].Verdicts, verdict => verdict.Name == "one");
        var verdict = Assert.Single(images[1].Verdicts);
        Assert.Equal(
            (TestOutcome.Failed, "the engine two does not answer any more; see 'doctor --engine=two'"),
            (verdict.Outcome, verdict.Reason)
        );
        Assert.False(images[1].Passed);
    }

    private static ContainerResult Answer(ContainerSpec spec) => FakeRunner.Exit(0);

    private static TestSite Site(string name, FakeRunner runner, bool answers = true) =>
        new(name, new ImageTester(SampleTests.Bench(runner), TimeProvider.System), _ => Task.FromResult(answers));

    private static BuiltImage On(string? engine, string id) =>
        SampleTests.Image(id, SampleTests.Test("one")) with
        {
            ImageId = id,
            Engine = engine,
        };

    private static Task<IReadOnlyList<TestedImage>> TestAsync(TestSite[] sites, params BuiltImage[] images) =>
        new PlacedTester(sites).TestAsync(images, new TestOptions(2), progress: null, TestContext.Current.CancellationToken);
}
