using System.Globalization;
using Images.Definitions.Syntax;

namespace Images.Definitions;

/// <summary>What descends from the family to a parent image to an image.</summary>
internal sealed record InheritedValues
{
    /// <summary>Gets what holds where nobody says anything.</summary>
    public static InheritedValues Default { get; } = new();

    /// <summary>Gets the address of the source repository, or null.</summary>
    public string? Source { get; private init; }

    /// <summary>Gets the licences, or null.</summary>
    public Located<string>? Licenses { get; private init; }

    /// <summary>Gets the registries that it may be published to; null for the family's, empty for none.</summary>
    public IReadOnlyList<string>? Push { get; private init; }

    /// <summary>Gets the platforms.</summary>
    public IReadOnlyList<string> Platforms { get; private init; } = ["linux/amd64"];

    /// <summary>Gets where the platforms are written; null where nobody says any.</summary>
    public SourceLocation? PlatformsAt { get; private init; }

    /// <summary>Gets the build arguments.</summary>
    public OrderedDictionary<string, Located<string>> Args { get; private init; } = [];

    /// <summary>Gets the environment variables.</summary>
    public OrderedDictionary<string, Located<string>> Env { get; private init; } = [];

    /// <summary>Gets the labels.</summary>
    public OrderedDictionary<string, Located<string>> Labels { get; private init; } = [];

    /// <summary>Gets the days on which support ends.</summary>
    public OrderedDictionary<string, Located<string>> EndOfLife { get; private init; } = [];

    /// <summary>Gets the user, or null.</summary>
    public Located<string>? User { get; private init; }

    /// <summary>Gets the working directory, or null.</summary>
    public Located<string>? Workdir { get; private init; }

    /// <summary>Gets the entry point, or null.</summary>
    public CommandLine? Entrypoint { get; private init; }

    /// <summary>Gets the default command, or null.</summary>
    public CommandLine? Cmd { get; private init; }

    /// <summary>Gets the exposed ports.</summary>
    public IReadOnlyList<Located<string>> Expose { get; private init; } = [];

    /// <summary>Gets the volumes.</summary>
    public IReadOnlyList<Located<string>> Volumes { get; private init; } = [];

    /// <summary>Gets the free values.</summary>
    public IReadOnlyDictionary<string, object> Vars { get; private init; } = new OrderedDictionary<string, object>();

    /// <summary>Gets whether each build of the same commit is to give the same image.</summary>
    public bool Reproducible { get; private init; }

    /// <summary>Gets how often it is to be built with that day's packages; null: only when an input changes.</summary>
    public TimeSpan? Refresh { get; private init; }

    /// <summary>Gets where the values are written that have no place of their own; see <see cref="ValuePlaces"/>.</summary>
    public IReadOnlyDictionary<string, SourceLocation> Places { get; private init; } = new Dictionary<string, SourceLocation>();

    /// <summary>Gets the limits.</summary>
    public Limits Limits { get; private init; } = Limits.None;

    /// <summary>Gets the tests.</summary>
    public IReadOnlyList<TestDefinition> Tests { get; private init; } = [];

    /// <summary>Puts a file's values over these: some are merged by key, tests are appended, everything else is replaced.</summary>
    /// <param name="values">The file's values.</param>
    /// <param name="tests">Reads the file's tests.</param>
    /// <returns>The values that hold from there on.</returns>
    public InheritedValues With(DefinitionValues values, TestReader tests) =>
        this with
        {
            Source = values.Text("source")?.Value ?? Source,
            Licenses = values.Text("licenses") ?? Licenses,
            Push = ReadPush(values),
            Platforms = values.Texts("platforms")?.Select(static platform => platform.Value).ToList() ?? Platforms,
            PlatformsAt = values.Texts("platforms") is [var first, ..] ? first.Location : PlatformsAt,
            Args = values.Merged("args", Args),
            Env = values.Merged("env", Env),
            Labels = values.Merged("labels", Labels),
            EndOfLife = values.Merged("eol", EndOfLife),
            User = values.Text("user") ?? User,
            Workdir = values.Text("workdir") ?? Workdir,
            Entrypoint = values.Command("entrypoint") ?? Entrypoint,
            Cmd = values.Command("cmd") ?? Cmd,
            Expose = values.Texts("expose") ?? Expose,
            Volumes = values.Texts("volumes") ?? Volumes,
            Vars = values.Free("vars") ?? Vars,
            Reproducible = values.Text("reproducible") is { } reproducible ? reproducible.Value == "true" : Reproducible,
            Refresh = values.Text("refresh") is { } refresh && Intervals.TryParse(refresh.Value, out var every) ? every : Refresh,
            Places = ValuePlaces.Over(Places, values),
            Limits = ReadLimits(values) ?? Limits,
            Tests = tests.Append(Tests, values),
        };

    // `anywhere` lets an axis choose between it and `never`; it takes nothing back that a parent said.
    private IReadOnlyList<string>? ReadPush(DefinitionValues values) =>
        values.Text("push") is { } word
            ? word.Value == "never" || Push is { Count: 0 }
                ? []
                : null
            : values.Texts("push") is { } registries
                ? [.. registries.Select(static registry => registry.Value)]
                : Push;

    private static Limits? ReadLimits(DefinitionValues values)
    {
        if (values.Section("limits") is not { } limits)
        {
            return null;
        }

        Located<long>? size = null;
        if (limits.Text("size") is { } text && ByteSize.TryParse(text.Value, out var bytes))
        {
            size = new(bytes, text.Location);
        }

        var layers = limits.Text("layers") is { } count
            ? new Located<int>(int.Parse(count.Value, NumberStyles.None, CultureInfo.InvariantCulture), count.Location)
            : null;
        return new(size, layers);
    }
}
