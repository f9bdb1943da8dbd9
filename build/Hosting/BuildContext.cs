using System.Globalization;
using Cake.Core;
using Cake.Frosting;
using Images.Build.CommandLine;
using Images.Building;
using Images.Building.Revisions;
using Images.Definitions;
using Images.Engines;
using Images.Planning;
using Images.Planning.Locking;
using Images.Publishing;
using Images.Publishing.Attaching.Keys;
using Images.Registry;
using Images.Registry.Transport;
using Images.Rendering;
using Images.Reporting;
using Images.Reporting.Changes;
using Images.Reporting.GitHub;
using Images.Testing;

namespace Images.Build.Hosting;

/// <summary>What the tasks share: the settings, the streams, and what earlier tasks of the run have made.</summary>
/// <param name="context">Cake's own context.</param>
/// <param name="settings">What the user wants.</param>
/// <param name="output">Where to write.</param>
/// <param name="interruption">Cancels the run.</param>
/// <param name="reading">Reads the family.</param>
public sealed class BuildContext(ICakeContext context, Settings settings, Output output, Interruption interruption, FamilyReading reading)
    : FrostingContext(context)
{
    // What is begun beside other work wants them at the same time.
    private readonly Lock decided = new();
    private FamilyPlan? plan;
    private RunDecisions? decisions;
    private readonly Lazy<bool> mayHaveWork = new(() =>
        settings.NoCache.Count > 0 || settings.Force || RunJournal.MayHaveWork(settings.Root)
    );
    private Task<EngineSessions?>? early;
    private Task<PublishRun>? publishing;

    /// <summary>Gets what the user wants.</summary>
    public Settings Settings { get; } = settings;

    /// <summary>Gets where to write.</summary>
    public Output Output { get; } = output;

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time { get; } = TimeProvider.System;

    /// <summary>Gets what is signalled when the user interrupts the run.</summary>
    public CancellationToken Cancellation { get; } = interruption.Token;

    /// <summary>Gets whether the program runs in a GitHub workflow.</summary>
    public bool InGitHubActions => Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true";

    /// <summary>Gets how many tests run at once on each engine.</summary>
    /// <remarks>More than there are processors, since a container is waited for while it is made and removed.</remarks>
    public int Jobs => Settings.Jobs ?? System.Environment.ProcessorCount + 2;

    /// <summary>Gets the family and what was selected; it is read on first use.</summary>
    public FamilyPlan Plan
    {
        get
        {
            lock (decided)
            {
                return plan ??= LoadPlan();
            }
        }
    }

    /// <summary>Gets what this run decided, or the run that it resumes.</summary>
    /// <exception cref="UsageException">There is nothing to resume.</exception>
    public RunDecisions Decisions
    {
        get
        {
            lock (decided)
            {
                return decisions ??= Settings.Resume ? Resumed() : Decided();
            }
        }
    }

    /// <summary>Gets the variants that have changed, once the plan was read; empty without <c>--changed-since</c>.</summary>
    internal IReadOnlyList<ChangedVariant> Changed { get; private set; } = [];

    /// <summary>Gets whether something is likely to be built; a guess by which work is begun early, nothing more.</summary>
    public bool MayHaveWork => mayHaveWork.Value;

    /// <summary>Gets or sets whether images were to be built, and rightly none was left of them: nothing has changed.</summary>
    public bool DidNothing { get; set; }

    /// <summary>Gets or sets what became of each image of the plan; empty until something was built.</summary>
    public IReadOnlyList<BuiltImage> Built { get; set; } = [];

    /// <summary>Gets or sets the verdicts; null until the tests have come to their end.</summary>
    public IReadOnlyList<TestedImage>? Tested { get; set; }

    /// <summary>Gets or sets what the page shows of each image, and what it compares with; null until it was put together.</summary>
    internal (IReadOnlyDictionary<string, ImageDetails> Images, EarlierRun? Earlier)? Details { get; set; }

    /// <summary>Gets or sets what came of publishing; null until that was begun.</summary>
    public PublishResult? Published { get; set; }

    /// <summary>Gets the registries that images are published to.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    internal IReadOnlyList<string> Registries =>
        Settings.Registries is { Count: > 0 } named ? named
        : Plan.Family.Registries is { Count: > 0 } own ? own
        : throw new UsageException(
            "the family names no registry; add registries: to images/family.yaml, or name one with --registry=PREFIX"
        );

    /// <summary>Gets or sets the timestamp of the beginning of the run.</summary>
    internal long Started { get; set; }

    /// <summary>Gets or sets when the images were built; null until they are.</summary>
    internal RunTimeline? Timeline { get; set; }

    /// <summary>Gets or sets what took the inventories of the images that were built; null until they are tested.</summary>
    internal InventoryRun? Inventories { get; set; }

    /// <summary>Gets the key that signs what is published, which is being decrypted since the beginning; null where nothing is signed.</summary>
    internal Task<SigningKey>? SigningKey { get; private set; }

    /// <summary>Gets who is told what is installed, started, pulled and made.</summary>
    internal IProgress<string> Notices { get; } = new NoteProgress(output);

    /// <summary>Gets the engines; null until a task asked for them.</summary>
    internal EngineSessions? Engines { get; private set; }

    /// <summary>Has the values of secrets hidden in whatever is written from now on, by the workflow's runner too.</summary>
    /// <param name="mask">The values.</param>
    internal void Hide(SecretMask mask)
    {
        Output.Mask = new SecretMask(Output.Mask.Values.Concat(mask.Values));
        foreach (var value in mask.Values.Where(value => InGitHubActions && !value.Contains('\n', StringComparison.Ordinal)))
        {
            Output.Log.WriteLine(WorkflowCommand.AddMask(value));
        }
    }

    /// <summary>Gets what is kept on disk of this run; null until something is built.</summary>
    internal RunJournal? Journal { get; private set; }

    /// <summary>Begins to read the key that signs, if any. Its password is taken away from whatever programs are started.</summary>
    /// <exception cref="UsageException">The file is no key, or the key is encrypted and there is no password.</exception>
    internal void OpenSigningKey()
    {
        if (Settings.SigningKey is not { } file)
        {
            return;
        }

        try
        {
            var password = System.Environment.GetEnvironmentVariable(SigningKeyFile.PasswordVariable);
            System.Environment.SetEnvironmentVariable(SigningKeyFile.PasswordVariable, null);
            SigningKey = Task.Run(SigningKeyFile.Open(file, password));
        }
        catch (SigningKeyException error)
        {
            throw new UsageException($"--sign: {error.Message}");
        }
    }

    /// <summary>Finds the engines on first use.</summary>
    /// <param name="mayStart">Whether a private one may be started when there is none.</param>
    /// <returns>The engines of this run.</returns>
    /// <exception cref="EngineException">There is none.</exception>
    /// <exception cref="UsageException">Those that were named can't work together.</exception>
    internal async Task<EngineSessions> EnginesAsync(bool mayStart = true)
    {
        Engines ??= await EarlyAsync();
        Engines ??= await EngineSessions.OpenAsync(Settings.Engines, mayStart, Time, Notices, Cancellation);
        return Engines;
    }

    /// <summary>Finds the engines for what can do without: a registry can be asked without one.</summary>
    /// <returns>The engines; null where there is none, which is said.</returns>
    internal async Task<EngineSessions?> EnginesIfAnyAsync()
    {
        try
        {
            return await EnginesAsync(mayStart: false);
        }
        catch (EngineException error)
        {
            Output.Note($"no engine is asked: {error.Message}");
            return null;
        }
    }

    /// <summary>
    /// Begins to look for the engines that are there, beside the reading of the definitions, and gets them ready where there may be
    /// something to build. Nothing is started, and what goes wrong is told by whoever needs them.
    /// </summary>
    internal void LookForEngines() => early = Task.Run(LookAsync);

    /// <summary>
    /// Begins to ask registries for the tags of what is to be published, beside other work. What goes wrong is told by whoever
    /// publishes.
    /// </summary>
    internal void LookForTags() => _ = PublishingAsync();

    /// <summary>Gets what publishes; the registries are asked for tags already.</summary>
    /// <returns>The run of the context; it lives as long as the engines.</returns>
    /// <exception cref="UsageException">There is no registry to publish to.</exception>
    internal Task<PublishRun> PublishingAsync() => publishing ??= Task.Run(() => PublishRun.Begin(this));

    /// <summary>Lets go of the engines.</summary>
    internal async Task CloseEnginesAsync()
    {
        if (publishing is { IsCompletedSuccessfully: true })
        {
            (await publishing).Dispose();
        }

        if ((Engines ?? await EarlyAsync()) is { } engines)
        {
            await engines.DisposeAsync();
        }
    }

    private Task<EngineSessions?> EarlyAsync() => early ?? Task.FromResult<EngineSessions?>(null);

    private async Task<EngineSessions?> LookAsync()
    {
        try
        {
            var found = await EngineSessions.OpenAsync(Settings.Engines, mayStart: false, Time, Notices, Cancellation);
            found.Listing();
            if (MayHaveWork)
            {
                found.Prepare();
            }

            return found;
        }
        catch (Exception error) when (error is EngineException or UsageException or OperationCanceledException or IOException)
        {
            return null;
        }
    }

    /// <summary>Begins to keep on disk what is done, for a run that resumes this one.</summary>
    /// <returns>The journal.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    internal RunJournal BeginJournal() => Journal ??= RunJournal.Begin(Settings.Root, Decisions);

    /// <summary>Makes a client of registries, with the user's logins.</summary>
    /// <returns>The client; whoever asks for it disposes it.</returns>
    internal RegistryClient OpenRegistries()
    {
        var host = HostEnvironment.Current();
        var options = new RegistryOptions();
        return new RegistryClient(
            options with
            {
                Credentials = HostLogins.Of(host),
                PlainHttp = Settings.PlainHttp,
                CertificateFolders = [.. options.CertificateFolders, Path.Combine(host.Home, ".config", "docker", "certs.d")],
                UserAgent = "images",
            },
            Time
        );
    }

    /// <summary>Reads the whole family, whatever was selected.</summary>
    /// <returns>The plan of everything.</returns>
    internal FamilyPlan LoadFamily() => FamilyPlan.Of(reading.Read(Cancellation), [], changed: null);

    private FamilyPlan LoadPlan()
    {
        var loaded = FamilyPlan.Of(reading.Read(Cancellation), Decisions.Selectors, Narrowing());
        return Decisions.NoLock ? loaded with { Lock = BaseLock.Empty } : loaded;
    }

    private RunDecisions Decided()
    {
        var now = Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return new RunDecisions(now, Settings.Words, Settings.NoCache, Settings.Pull, Settings.Force)
        {
            ChangedSince = Settings.ChangedSince,
            NoLock = Settings.NoLock,
            AgainstRegistry = Settings.AgainstRegistry,
        };
    }

    private Func<Family, IReadOnlyList<RenderedImage>, IReadOnlySet<string>>? Narrowing() =>
        Decisions.ChangedSince is { } reference
            ? (family, rendered) =>
            {
                var search = new ChangeSearch(reference, Output);
                var found = search.Find(family, rendered, Cancellation);
                Changed = search.Found;
                return found;
            }
            : null;

    private RunDecisions Resumed()
    {
        if (Settings.Words.Concat(Settings.ChangedSince is null ? [] : ["--changed-since"]).FirstOrDefault() is { } selector)
        {
            throw new UsageException($"--resume goes on with what the last run had selected; leave out '{selector}'");
        }

        var resumed =
            RunJournal.Unfinished(Settings.Root)
            ?? throw new UsageException(
                "there is nothing to resume: the last run came to a good end, or there was none; leave out --resume"
            );
        Output.Note($"resuming the run of {resumed.Started}");
        return resumed;
    }
}
