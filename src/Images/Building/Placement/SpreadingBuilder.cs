using System.Collections.Concurrent;
using Docker.DotNet;
using Images.Engines;
using Images.Planning;

namespace Images.Building.Placement;

/// <summary>Builds each image on one of several engines, and moves there what it is built from.</summary>
/// <param name="sites">The engines; the first one's bases are everybody's.</param>
/// <param name="board">Decides where.</param>
/// <param name="exchange">Carries images.</param>
/// <param name="bases">Makes bases the same everywhere.</param>
public sealed class SpreadingBuilder(IReadOnlyList<BuildSite> sites, PlacementBoard board, ImageExchange exchange, SharedBases bases)
    : IImageBuilder
{
    private readonly ConcurrentDictionary<string, BuildSite> places = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<BuiltImage> BuildAsync(ImageBuild build, IProgress<ImageEvent> progress, CancellationToken cancellationToken)
    {
        Seat seat;
        try
        {
            seat = await board.TakeAsync(Near(build), cancellationToken);
        }
        catch (EngineException error)
        {
            return Failed(build.Image, FailureReport.At(build.Image, error.Message, null, []));
        }

        using (seat)
        {
            var site = seat.Site;
            places[build.Image.Id] = site;
            progress.Report(new ImageNote(build.Image, $"on {site}"));
            var built = await BuildAtAsync(site, build, progress, cancellationToken);
            return built with { Engine = site.Name, Failure = built.Failure is { } failure ? Named(failure, site) : null };
        }
    }

    private async Task<BuiltImage> BuildAtAsync(
        BuildSite site,
        ImageBuild build,
        IProgress<ImageEvent> progress,
        CancellationToken cancellationToken
    )
    {
        BuiltImage built;
        void Note(string text) => progress.Report(new ImageNote(build.Image, text));

        try
        {
            var parents = new List<ParentImage>();
            foreach (var parent in build.Parents)
            {
                var (here, why) = await BringAsync(parent, site, Note, cancellationToken);
                if (why is not null)
                {
                    return Blocked(build.Image, why);
                }

                parents.Add(here);
            }

            var (names, failure) = await BasesAsync(build, site, Note, cancellationToken);
            var request = build with { Bases = names, Parents = parents };
            built = failure ?? await site.Builder.BuildAsync(request, progress, cancellationToken);
        }
        catch (Exception error) when (error is EngineException or DockerApiException or HttpRequestException or IOException)
        {
            built = Failed(build.Image, FailureReport.At(build.Image, ContainerText.HarmlessLine(error.Message), null, []));
        }

        return built.Outcome == BuildOutcome.Failed && !await site.AnswersAsync(cancellationToken) ? Lost(site, built) : built;
    }

    // Of an image that is elsewhere only what was exported can be used.
    private async Task<(ParentImage Here, string? Why)> BringAsync(
        ParentImage parent,
        BuildSite site,
        Action<string> note,
        CancellationToken cancellationToken
    )
    {
        if (PlaceOf(parent) is not { } place || place == site)
        {
            return (parent, null);
        }

        var built = await parent.Built.WaitAsync(cancellationToken);
        var (id, name) = (built.ImageId, built.LocalName);
        if (id is null || name is null)
        {
            throw new ParentLostException(parent.Planned.Id);
        }

        if (board.IsLost(place) && !exchange.HasSent(parent.Planned.Id))
        {
            return (parent, $"its parent {parent.Planned.Id} is on {place}, which does not answer any more");
        }

        var image = new CarriedImage(parent.Planned.Id, id, name, place);
        var here = built with { LocalName = await exchange.CarryAsync(image, site, note, cancellationToken) };
        return (parent with { Built = Task.FromResult(here), Steps = null }, null);
    }

    private async Task<(IReadOnlyDictionary<string, string> Names, BuiltImage? Failure)> BasesAsync(
        ImageBuild build,
        BuildSite site,
        Action<string> note,
        CancellationToken cancellationToken
    )
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var reference in build.ExternalReferences)
        {
            try
            {
                if (
                    await bases.LocalNameAsync(build.Pins.GetValueOrDefault(reference, reference), site, note, cancellationToken) is
                    { } name
                )
                {
                    names[reference] = name;
                }
            }
            catch (EngineException error)
            {
                return (names, BaseEnsuringBuilder.Without(build.Image, reference, error));
            }
        }

        return (names, null);
    }

    private Dictionary<BuildSite, long> Near(ImageBuild build) =>
        build
            .Parents.Select(parent => (Place: PlaceOf(parent), Size: SizeOf(parent)))
            .Where(parent => parent.Place is not null)
            .GroupBy(parent => parent.Place!, parent => parent.Size)
            .ToDictionary(site => site.Key, site => site.Sum());

    private static long SizeOf(ParentImage parent) => parent.Built.IsCompletedSuccessfully ? parent.Built.Result.Size ?? 1 : 1;

    // One that an earlier run built was placed by nobody.
    private BuildSite? PlaceOf(ParentImage parent) =>
        places.TryGetValue(parent.Planned.Id, out var place) ? place
        : parent.Built.IsCompletedSuccessfully && parent.Built.Result.Engine is { } name ? sites.FirstOrDefault(site => site.Name == name)
        : null;

    private BuiltImage Lost(BuildSite site, BuiltImage built)
    {
        board.Lose(site);
        var message = $"the engine {site} broke off while it was built; see 'doctor --engine={site}'";
        return built with { Failure = (built.Failure ?? FailureReport.At(built.Planned, message, null, [])) with { Message = message } };
    }

    private static BuildFailure Named(BuildFailure failure, BuildSite site) =>
        failure with
        {
            Reproduce = $"{failure.Reproduce} --engine={site}",
        };

    private static BuiltImage Blocked(PlannedImage image, string why) =>
        Failed(image, FailureReport.At(image, $"not tried: {why}", null, [])) with
        {
            Outcome = BuildOutcome.Blocked,
        };

    private static BuiltImage Failed(PlannedImage image, BuildFailure failure) =>
        new(image, BuildOutcome.Failed, null, null, TimeSpan.Zero, failure, null);
}
