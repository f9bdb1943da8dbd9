using System.Collections.Concurrent;
using Images.Build.CommandLine;
using Images.Building;
using Images.Building.Placement;
using Images.Engines;
using Images.Engines.Registries;
using Images.Planning;
using Images.Planning.Locking;
using Images.Publishing;
using Images.Publishing.Exporting;
using Images.Registry;
using Images.Registry.Transport;
using Images.Testing;

namespace Images.Build.Hosting;

/// <summary>The engines that share the work of a run: mostly one.</summary>
internal sealed class EngineSessions : IAsyncDisposable
{
    private readonly IReadOnlyList<EngineSession> sessions;
    private readonly TimeProvider time;
    private readonly IProgress<string> notices;
    private readonly ConcurrentDictionary<string, bool> silent = new(StringComparer.Ordinal);
    private readonly List<KeptImages> kept = [];
    private PlacementBoard? board;
    private ImageExchange? exchange;
    private UpToDateBuilder? upToDate;

    private EngineSessions(IReadOnlyList<EngineSession> sessions, TimeProvider time, IProgress<string> notices) =>
        (this.sessions, this.time, this.notices) = (sessions, time, notices);

    /// <summary>Gets the engines in the order in which they were named, at least one.</summary>
    public IReadOnlyList<EngineSession> All => sessions;

    private bool AreSeveral => sessions.Count > 1;

    /// <summary>Finds the engines.</summary>
    /// <param name="addresses">Those that were named; nothing looks for one, or starts one.</param>
    /// <param name="mayStart">Whether a private engine may be started.</param>
    /// <param name="time">The clock.</param>
    /// <param name="notices">Told what is installed, started, pulled and made.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The sessions.</returns>
    /// <exception cref="EngineException">There is no engine.</exception>
    /// <exception cref="UsageException">One of several does not answer, or two of them can't work together.</exception>
    public static async Task<EngineSessions> OpenAsync(
        IReadOnlyList<string> addresses,
        bool mayStart,
        TimeProvider time,
        IProgress<string> notices,
        CancellationToken cancellationToken
    )
    {
        var sessions = new List<EngineSession>();
        var opened = new EngineSessions(sessions, time, notices);
        try
        {
            foreach (var address in addresses.DefaultIfEmpty(null))
            {
                var options = new EngineOptions(address, mayStart, mayStart);
                sessions.Add(await EngineSession.OpenAsync(options, time, notices, cancellationToken));
            }

            if (opened.AreSeveral)
            {
                await opened.CompareAsync(cancellationToken);
            }

            return opened;
        }
        catch (Exception error)
        {
            await opened.DisposeAsync();
            throw addresses.Count > 1 && error is EngineException ? new UsageException(error.Message) : error;
        }
    }

    /// <summary>Begins to ask the engines for the images of earlier runs, beside other work.</summary>
    /// <returns>What each engine has.</returns>
    public IReadOnlyList<KeptImages> Listing()
    {
        if (kept.Count == 0)
        {
            kept.AddRange(sessions.Select(session => session.Kept(isOnly: !AreSeveral)));
            kept.ForEach(images => images.Begin());
        }

        return kept;
    }

    /// <summary>Gets ready what a first build needs, beside other work.</summary>
    public void Prepare()
    {
        foreach (var session in sessions)
        {
            session.Prepare();
        }
    }

    /// <summary>Says how much is done at once, on all engines together.</summary>
    /// <param name="jobs">What the user wants for each; null: as its processors allow.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The number.</returns>
    /// <exception cref="EngineException">An engine does not answer.</exception>
    public async Task<int> JobsAsync(int? jobs, CancellationToken cancellationToken)
    {
        var sum = 0;
        foreach (var session in sessions)
        {
            sum += await SlotsAsync(session, jobs, cancellationToken);
        }

        return sum;
    }

    /// <summary>Makes what builds images, on whichever engine.</summary>
    /// <param name="plan">What will be built.</param>
    /// <param name="how">How to build.</param>
    /// <param name="settings">What the user wants.</param>
    /// <param name="published">The published images, which stand for builds; null where they don't.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The builder; it lives as long as the sessions.</returns>
    /// <exception cref="UsageException">Images must travel and there is no registry for it.</exception>
    /// <exception cref="EngineException">An engine does not answer.</exception>
    public async Task<IImageBuilder> BuilderAsync(
        FamilyPlan plan,
        ImageOptions how,
        Settings settings,
        IKeptImages? published,
        CancellationToken cancellationToken
    )
    {
        var (memory, sizes) = (ChainMemory.Of(settings.Root), SizeMemory.Of(settings.Root));
        if (!AreSeveral)
        {
            var only = sessions[0];
            var building = only.Builder(plan, how);
            var digests = new LockedBaseDigests(plan.Lock, only.BaseDigests(plan.Family));
            var kept = Listing()[0];
            upToDate = new UpToDateBuilder(building, plan.Family, [kept], digests, only.Reopener, memory, sizes, how, time)
            {
                Published = Reuse(published, kept),
            };
            return new PinningBuilder(upToDate, plan.Lock);
        }

        var prefix = settings.Exchange ?? (plan.Family.Registries is [var primary, ..] ? primary : null);
        if (prefix is null && plan.WithParents.FirstOrDefault(image => image.Parents.Count > 0) is { } child)
        {
            throw new UsageException(
                $"--engine: {child.Id} may be built on another engine than {child.Parents[0].Id}; "
                    + "name a registry that all engines reach, with --exchange=REGISTRY/PREFIX"
            );
        }

        var sites = new List<BuildSite>();
        foreach (var session in sessions)
        {
            var builder = session.Builder(plan, how);
            var slots = await SlotsAsync(session, settings.Jobs, cancellationToken);
            sites.Add(session.ToSite(builder, slots, await session.InfoAsync(cancellationToken)));
        }

        board = new PlacementBoard(sites);
        exchange = new ImageExchange(prefix);
        var bases = new SharedBases(board, exchange, plan.Family);
        var spreading = new SpreadingBuilder(sites, board, exchange, bases);
        var all = Listing();
        upToDate = new UpToDateBuilder(
            spreading,
            plan.Family,
            all,
            new LockedBaseDigests(plan.Lock, bases),
            reopener: null,
            memory,
            sizes,
            how,
            time
        )
        {
            Published = Reuse(published, all[0]),
        };
        return new PinningBuilder(upToDate, plan.Lock);
    }

    /// <summary>Lists what keeps images of earlier runs.</summary>
    /// <returns>The engines, in order.</returns>
    public IReadOnlyList<IKeptImages> Kept() => Listing();

    /// <summary>Makes what tells the external bases that are there; pulls and makes none.</summary>
    /// <param name="engines">Asked in order for those that the lock leaves open; null where there is none.</param>
    /// <param name="locked">Settles what some of them are.</param>
    /// <returns>What is known.</returns>
    public static IBaseDigests KnownBases(EngineSessions? engines, BaseLock locked) =>
        new LockedBaseDigests(locked, new KnownBaseDigests([.. (engines?.All ?? []).Select(session => session.Contents)]));

    /// <summary>Makes what tests each image where it is.</summary>
    /// <returns>The tester.</returns>
    public PlacedTester Tester() =>
        new([.. sessions.Select(session => new TestSite(session.Name, session.Tester(), token => StillAnswersAsync(session, token)))]);

    /// <summary>Makes what reads an image out of the engine that has it, to be published.</summary>
    /// <param name="built">An image of this run.</param>
    /// <param name="files">What is kept on disk.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The reader.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public Task<IImageExport> ExportAsync(BuiltImage built, PublishFiles files, CancellationToken cancellationToken) =>
        SessionOf(built).ExportAsync(files, cancellationToken);

    /// <summary>Finds the engine that has an image.</summary>
    /// <param name="built">An image of this run.</param>
    /// <returns>The engine; the first where it names none.</returns>
    public EngineSession SessionOf(BuiltImage built) => sessions.FirstOrDefault(session => session.Name == built.Engine) ?? sessions[0];

    /// <summary>Finds the images of the engine that has an image.</summary>
    /// <param name="built">An image of this run.</param>
    /// <returns>The store; null when the engine was lost.</returns>
    public IImageStore? StoreOf(BuiltImage built)
    {
        var session = SessionOf(built);
        return board?.IsLost(session.Name) == true || silent.ContainsKey(session.Name) ? null : session.Store;
    }

    /// <summary>Takes away what images left on their way from one engine to another, and says what the registry still holds.</summary>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>When done.</returns>
    public async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        if (exchange is null || board is null)
        {
            return;
        }

        await exchange.RemoveCopiesAsync(site => board.IsLost(site) || silent.ContainsKey(site.Name), cancellationToken);
        using var registries = new RegistryClient(new RegistryOptions { Credentials = EngineSession.Logins(), Retries = 1 }, time);
        var tags = new RegistryTags(registries);
        var (left, why) = (new List<string>(), string.Empty);
        foreach (var (reference, digest) in exchange.Sent.OrderBy(sent => sent.Key, StringComparer.Ordinal))
        {
            var reason = await tags.RemoveAsync(reference, digest, tag => ExchangeNames.IsTwin(tag, reference), cancellationToken);
            if (reason is not null)
            {
                left.Add(reference);
                why = reason;
            }
        }

        if (left.Count > 0)
        {
            notices.Report($"left in the registry ({why}); remove by hand what is in the way: {string.Join(" ", left)}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (upToDate is not null)
        {
            await upToDate.DisposeAsync();
        }

        foreach (var session in sessions)
        {
            await session.DisposeAsync();
        }
    }

    private PublishedReuse? Reuse(IKeptImages? published, KeptImages place) =>
        published is null ? null : new PublishedReuse(published, place, sessions[0].WhyMissingAsync, notices);

    // While one image's steps run, others are sent, exported or named: fewer at once leave the engine waiting.
    private static async Task<int> SlotsAsync(EngineSession session, int? jobs, CancellationToken cancellationToken) =>
        jobs ?? Math.Max(8, 4 * await session.ProcessorsAsync(cancellationToken));

    private async Task<bool> StillAnswersAsync(EngineSession session, CancellationToken cancellationToken)
    {
        var answers = await session.AnswersAsync(cancellationToken);
        if (!answers)
        {
            silent[session.Name] = true;
        }

        return answers;
    }

    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        var infos = await Task.WhenAll(sessions.Select(session => session.InfoAsync(cancellationToken)));
        for (var index = 1; index < sessions.Count; index++)
        {
            var (info, first) = (infos[index], infos[0]);
            if (info.Platform != first.Platform)
            {
                throw new UsageException(
                    $"--engine: {sessions[0].Name} is {first.Platform} and {sessions[index].Name} is {info.Platform}; name engines of one platform"
                );
            }

            // Engines up to 22 take their id from a file of the machine, so that two on one machine share it.
            var twin = Array.FindIndex(
                infos,
                0,
                index,
                other => other.Id.Length > 0 && (other.Id, other.DataRoot) == (info.Id, info.DataRoot)
            );
            if (twin >= 0 || sessions.Take(index).Any(other => other.Name == sessions[index].Name))
            {
                throw new UsageException(
                    $"--engine: {sessions[Math.Max(0, twin)].Name} and {sessions[index].Name} are the same engine; name it once"
                );
            }
        }
    }
}
