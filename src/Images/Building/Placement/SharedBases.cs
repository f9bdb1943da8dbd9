using System.Collections.Concurrent;
using Images.Definitions;
using Images.Engines;
using Images.Planning;

namespace Images.Building.Placement;

/// <summary>
/// Makes one reference mean one image on all engines. What the first engine has under a name decides; another engine that has
/// something else under it gets the right one under a local name, and its own stays untouched.
/// </summary>
/// <param name="board">Knows the engines.</param>
/// <param name="exchange">Carries images.</param>
/// <param name="family">Knows how bases are made.</param>
public sealed class SharedBases(PlacementBoard board, ImageExchange exchange, Family family) : IBaseDigests
{
    private readonly ConcurrentDictionary<string, Lazy<Task<Decision>>> decisions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Reference, BuildSite Site), Lazy<Task<string?>>> names = new();

    /// <summary>Sees to it that an engine has a base.</summary>
    /// <param name="reference">The base as a Dockerfile names it.</param>
    /// <param name="site">The engine.</param>
    /// <param name="note">Told what is moved, one line.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The local name to use instead of the reference; null when the engine's own image of that name is the right one.</returns>
    /// <exception cref="EngineException">It cannot be had.</exception>
    public Task<string?> LocalNameAsync(string reference, BuildSite site, Action<string> note, CancellationToken cancellationToken) =>
        names.GetOrAdd((reference, site), _ => new(() => FindAsync(reference, site, note, cancellationToken))).Value;

    private async Task<string?> FindAsync(string reference, BuildSite site, Action<string> note, CancellationToken cancellationToken)
    {
        var decided = await DecidedAsync(reference, cancellationToken);
        if (decided.Site == site)
        {
            return null;
        }

        if (await OwnAsync(reference, site, cancellationToken) == decided.Contents)
        {
            return null;
        }

        var name = ExchangeNames.Base(reference);
        return await exchange.CarryAsync(new CarriedImage(reference, decided.Id, name, decided.Site), site, note, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<string?> DigestAsync(string reference, PlannedImage image, CancellationToken cancellationToken) =>
        (await DecidedAsync(reference, cancellationToken)).Contents;

    private Task<Decision> DecidedAsync(string reference, CancellationToken cancellationToken) =>
        decisions.GetOrAdd(reference, _ => new(() => DecideAsync(reference, cancellationToken))).Value;

    private async Task<Decision> DecideAsync(string reference, CancellationToken cancellationToken)
    {
        var site = board.FirstAlive ?? throw new EngineException("none of the engines answers any more");
        var image = await site.Bases.EnsureAsync(reference, family.Bases.GetValueOrDefault(reference), cancellationToken);
        return new Decision(site, image.Id, await site.Contents.DigestAsync(image.Id, cancellationToken));
    }

    // What cannot be had from its own registry can still come from the other engine.
    private async Task<string?> OwnAsync(string reference, BuildSite site, CancellationToken cancellationToken)
    {
        if (await site.Contents.DigestAsync(reference, cancellationToken) is { } there)
        {
            return there;
        }

        try
        {
            await site.Bases.EnsureAsync(reference, family.Bases.GetValueOrDefault(reference), cancellationToken);
            return await site.Contents.DigestAsync(reference, cancellationToken);
        }
        catch (EngineException)
        {
            return null;
        }
    }

    private sealed record Decision(BuildSite Site, string Id, string? Contents);
}
