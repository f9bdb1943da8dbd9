namespace Images.Tests.Publishing;

public sealed class TwoPublishersTests
{
    [Theory]
    [InlineData("4.5.3", "4.6.1", null)]
    [InlineData("4.6.1", "4.5.3", "4.4.0")]
    public async Task However_two_publishers_come_between_each_other_the_newer_variant_ends_with_the_moving_tag(
        string first,
        string second,
        string? before
    )
    {
        var interruptions = 0;
        for (var (ofFirst, ofSecond, last) = (0, 0, false); !last; )
        {
            var turns = new TwoPublishers(ofFirst, ofSecond);
            using var one = new PublishingFamily().With(first);
            using var two = new PublishingFamily { Server = one.Server }.With(second);
            using var old = new PublishingFamily { Server = one.Server }.With(before ?? "4.4.0");
            if (before is not null)
            {
                await old.PublishAsync();
            }

            one.Server.Before = turns.TurnAsync;
            await turns.RunAsync(() => one.PublishAsync(), () => two.PublishAsync());
            var newer = first == "4.6.1" ? one : two;
            Assert.True(
                newer.VariantAt("latest") == "r-ver:4.6.1",
                $"after {ofFirst} and {ofSecond} requests: {newer.VariantAt("latest")}"
            );

            if (turns.Interrupted)
            {
                // Every other way, and the ways between them with the next number of the first.
                (interruptions, ofSecond) = (interruptions + 1, ofSecond + 2);
            }
            else
            {
                (last, ofFirst, ofSecond) = (ofSecond < 2, ofFirst + 1, (ofFirst + 1) % 2);
            }
        }

        Assert.True(interruptions > 100, $"{interruptions} ways");
    }
}
