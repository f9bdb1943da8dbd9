using System.Globalization;
using System.Text.RegularExpressions;
using Cake.Core.Diagnostics;
using Images.Definitions.Scaffolding;
using Images.Jobs.Files;
using Images.Testing.Structure;

namespace Images.Build.CommandLine;

/// <summary>Joins what sets an option, the first of: command line, environment, cake.config, default.</summary>
/// <param name="command">The command line.</param>
/// <param name="environment">The environment variables.</param>
internal sealed partial class SettingsReader(ParsedCommandLine command, IReadOnlyDictionary<string, string> environment)
{
    private IReadOnlyDictionary<Option, string> configuration = new Dictionary<Option, string>();

    /// <summary>Reads every setting.</summary>
    /// <param name="currentDirectory">Where to look for the root, absolute.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="UsageException">A value or the configuration file is wrong, or there is no root.</exception>
    public Settings Read(string currentDirectory)
    {
        var root = Value(Options.Root) is { } folder
            ? RootFolder.Named(currentDirectory, folder, command.Verb.NeedsFamily)
            : RootFolder.Find(currentDirectory, command.Verb.NeedsFamily);
        configuration = ConfigurationFile.Read(root);
        var format = Enum.Parse<GraphFormat>(Value(Options.Format) ?? "tree", ignoreCase: true);
        return new Settings
        {
            Targets = Targets(),
            Words = command.Words,
            ChangedSince = Options.ChangedSince.AppliesTo(command.Verb) ? Value(Options.ChangedSince) : null,
            Root = root,
            WorkingFolder = currentDirectory,
            Engines = List(Options.Engine),
            Exchange = Value(Options.Exchange),
            Jobs = Number(Options.Jobs),
            FailFast = Switch(Options.FailFast) ?? false,
            SourceDateEpoch = SourceDateEpoch(),
            NoCache = NoCache(),
            Force = Switch(Options.Force) ?? false,
            Rerun = Switch(TestingOptions.Rerun) ?? false,
            Write = Switch(TestingOptions.Write) ?? false,
            StructureFiles = List(TestingOptions.Cst),
            StructureImage = Value(TestingOptions.Image),
            AllowPrivileged = Switch(TestingOptions.AllowPrivileged) ?? false,
            StructureTimeout = Value(TestingOptions.CstTimeout) is { } limit ? StructureOptions.TimeoutOf(limit) : null,
            AgainstRegistry = Value(Options.Against) == "registry",
            Explain = Value(Options.Explain),
            ExitCodes = Switch(Options.ExitCodes) ?? false,
            Pull = Switch(CachingOptions.Pull) ?? false,
            CacheFrom = List(CachingOptions.CacheFrom),
            CacheTo = List(CachingOptions.CacheTo),
            Provenance = Value(CachingOptions.Provenance),
            Sbom = Value(CachingOptions.Sbom),
            Resume = Switch(CachingOptions.Resume) ?? false,
            Progress = Enum.Parse<ProgressMode>(Value(Options.Progress) ?? BuildKitProgress() ?? "auto", ignoreCase: true),
            Check = Switch(Options.Check) ?? false,
            Update = Switch(Options.Update) ?? false,
            NoLock = Switch(Options.NoLock) ?? false,
            PlainHttp = List(Options.PlainHttp),
            Registries = List(PublishingOptions.Registry),
            AllowOverwrite = Switch(PublishingOptions.AllowOverwrite) ?? false,
            Attach = [.. List(PublishingOptions.Attach).SelectMany(PublishingOptions.Kinds).Distinct(StringComparer.Ordinal)],
            SigningKey = Value(PublishingOptions.Sign),
            ReleaseTag = Value(ReleasingOptions.Tag),
            PreviousRelease = Value(ReleasingOptions.Previous),
            Draft = Switch(ReleasingOptions.Draft) ?? false,
            NotesOnly = Switch(ReleasingOptions.NotesOnly) ?? false,
            Repository = Value(ReleasingOptions.Repository),
            PullRequest = Number(ReleasingOptions.PullRequest),
            Reports = Value(ReleasingOptions.Reports) is { } reports ? Path.GetFullPath(reports, currentDirectory) : null,
            Baseline = Value(ReleasingOptions.Baseline) is { } baseline ? Path.GetFullPath(baseline, currentDirectory) : null,
            PushPages = Switch(ReleasingOptions.PushPages) ?? false,
            Packages = Switch(Options.Packages) ?? false,
            Format = format,
            OnlyWhatWouldBeBuilt = Value(Options.Against) is not null,
            MaxEntries = Number(Options.MaxEntries),
            Layers = Number(Options.Layers),
            Within = DaysAhead.Read(Value(Options.Within) ?? DaysAhead.Default),
            OldImages = Switch(Options.OldImages) ?? false,
            CleansRegistries = Switch(Options.PublishedTags) ?? false,
            PrivateEngine = Switch(Options.PrivateEngine) ?? false,
            NewImage = command.Verb.Name == "new" ? NewImage() : null,
            ImportContext = Value(NewImageOptions.Context),
            Run = command.Verb.Name == "run" ? Run(currentDirectory) : null,
            Compute = command.Verb.Name == "compute" ? Compute(currentDirectory) : null,
            Computations = Switch(ComputingOptions.Computations) ?? false,
            Json = (Switch(Options.Json) ?? false) || (format == GraphFormat.Json && command.Verb.Name == "graph"),
            Color = Switch(Options.Color),
            Verbosity = Enum.Parse<Verbosity>(Value(Options.Verbosity) ?? "normal", ignoreCase: true),
            DryRun = Switch(Options.DryRun) ?? false,
            Exclusive = Switch(Options.Exclusive) ?? false,
        };
    }

    // A release is of the whole family, whatever was published in this run.
    private IReadOnlyList<string> Targets() =>
        command.Has(ReleasingOptions.Release) ? [.. command.Targets, Verbs.Find("release")!.Target] : command.Targets;

    private ComputeWishes Compute(string currentDirectory)
    {
        var shown = Value(ComputingOptions.Source) ?? string.Empty;
        var paths = command.Words.Select(word => Path.GetFullPath(word, currentDirectory)).ToList();
        return new ComputeWishes(
            Path.TrimEndingDirectorySeparator(Path.GetFullPath(shown, currentDirectory)),
            shown,
            paths.FirstOrDefault(string.Empty),
            [.. paths.Skip(1)],
            Switch(ComputingOptions.Dockerfile) ?? false
        );
    }

    private JobWishes Run(string currentDirectory)
    {
        var named = command.Words.Count - (command.Behind ?? 0);
        var texts = RunOptions
            .All.Where(option => option.Problem is not null && !option.Repeatable && Value(option) is not null)
            .ToDictionary(option => option.Name, option => Value(option)!, StringComparer.Ordinal);
        var overrides = new JobOverrides
        {
            Output = Folder(RunOptions.Output),
            Work = Folder(RunOptions.Work),
            Resources = Folder(RunOptions.Resources),
            Mounts = [.. List(RunOptions.Mount).Select(mount => MountText.Parse(mount, currentDirectory))],
            Variables = List(RunOptions.Variables),
            Texts = texts,
            AllowsEngineSocket = Switch(RunOptions.EngineSocket) ?? false,
        };
        return new JobWishes(
            currentDirectory,
            [.. command.Words.Take(named)],
            command.Behind is null ? null : [.. command.Words.Skip(named)],
            overrides
        )
        {
            PrintsManifests = Switch(RunOptions.Kubernetes) ?? false,
            Waits = Switch(RunOptions.Wait) ?? false,
            Removes = Switch(RunOptions.Remove) ?? false,
            AzurePool = Value(RunOptions.AzurePool) is { } file and not "-"
                ? Path.GetFullPath(file, currentDirectory)
                : Value(RunOptions.AzurePool),
        };

        string? Folder(Option option) => Value(option) is { } folder ? Path.GetFullPath(folder, currentDirectory) : null;
    }

    private ScaffoldWishes NewImage() =>
        new(
            command.Words[1],
            Value(NewImageOptions.From)
                ?? throw new UsageException("a new image is built from another one: add --from=IMAGE; 'list' names them")
        )
        {
            Template = Value(NewImageOptions.Template),
            Description = Value(NewImageOptions.Summary),
            Apt = Packages(NewImageOptions.Apt),
            Pip = Packages(NewImageOptions.Pip),
            R = Packages(NewImageOptions.R),
        };

    // In a variable it may also be a plain yes or no.
    private IReadOnlyList<string> NoCache() =>
        List(Options.NoCache) switch
        {
            ["true" or "1" or "yes" or "on"] => [Options.NoCache.Implied!],
            ["false" or "0" or "no" or "off"] => [],
            var selectors => selectors,
        };

    // A comma may stand in a requirement, such as a>=1,<2.
    private IReadOnlyList<string> Packages(Option option) =>
        [
            .. List(option)
                .SelectMany(text => PackageSeparator().Split(text))
                .Where(package => package.Length > 0)
                .Distinct(StringComparer.Ordinal),
        ];

    [GeneratedRegex(@"[,\s]+(?![<>=!~])", RegexOptions.CultureInvariant)]
    private static partial Regex PackageSeparator();

    private string? Value(Option option) =>
        command.Values.GetValueOrDefault(option) ?? FromEnvironment(option) ?? configuration.GetValueOrDefault(option);

    private int? Number(Option option) => Value(option) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;

    private bool? Switch(Option option) => Value(option) is { } value ? value == "true" : null;

    private IReadOnlyList<string> List(Option option) =>
        command.Lists.TryGetValue(option, out var given) ? given
        : Written(option) is { } text ? OptionValue.ReadAll(option, option.Variable!, text)
        : configuration.TryGetValue(option, out var line) ? OptionValue.ReadAll(option, option.Name, line)
        : [];

    private string? FromEnvironment(Option option) => Written(option) is { } text ? OptionValue.Read(option, option.Variable!, text) : null;

    private string? Written(Option option) =>
        option.Variable is { } name && environment.TryGetValue(name, out var text) && text.Length > 0 ? text : null;

    private DateTimeOffset? SourceDateEpoch()
    {
        const string Name = "SOURCE_DATE_EPOCH";
        if (environment.GetValueOrDefault(Name) is not { Length: > 0 } text)
        {
            return null;
        }

        // The last second of the year 9999.
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 253402300799
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new UsageException($"{Name}: '{text}' is no number of seconds since 1970; correct it, or unset it");
    }

    private string? BuildKitProgress() =>
        environment.GetValueOrDefault("BUILDKIT_PROGRESS") is { } text && Options.Progress.Choices.Contains(text, StringComparer.Ordinal)
            ? text
            : null;
}
