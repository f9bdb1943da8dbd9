using Images.Definitions;
using Images.Engines;

namespace Images.Tests.Engines;

public sealed class EnsuredBasesTests
{
    [Fact]
    public async Task However_many_want_a_base_at_once_it_is_got_once_also_where_it_cannot_be_had()
    {
        var slow = new SlowBases();
        var bases = new EnsuredBases(slow);
        var wanted = Enumerable.Range(0, 3).SelectMany(_ => new[] { Ensure("debian:x"), Ensure("none:1") }).ToList();
        slow.Answer.SetResult();

        foreach (var task in wanted.Where((_, index) => index % 2 == 0))
        {
            Assert.Equal("debian:x", (await task).Reference);
        }

        foreach (var task in wanted.Where((_, index) => index % 2 == 1))
        {
            await Assert.ThrowsAsync<EngineException>(() => task);
        }

        Assert.Equal(["debian:x", "none:1"], slow.Asked);

        Task<BaseImage> Ensure(string reference) => bases.EnsureAsync(reference, null, TestContext.Current.CancellationToken);
    }

    private sealed class SlowBases : IBaseImages
    {
        public TaskCompletionSource Answer { get; } = new();

        public List<string> Asked { get; } = [];

        public async Task<BaseImage> EnsureAsync(string reference, BootstrapRecipe? recipe, CancellationToken cancellationToken)
        {
            Asked.Add(reference);
            await Answer.Task;
            return reference == "none:1"
                ? throw new EngineException($"{reference}: nowhere to be had")
                : new BaseImage(reference, "sha256:1", [], BaseImageSource.Local);
        }
    }
}
