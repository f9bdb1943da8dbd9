using System.Text.Json;
using System.Text.Json.Serialization;

namespace Images.Planning.Locking;

/// <summary>How the external bases stand, as programs read it: what <c>outdated --json</c> prints.</summary>
/// <param name="SchemaVersion">The form's version; a change that could break a reader raises it.</param>
/// <param name="Bases">The bases in ordinal order.</param>
public sealed record OutdatedListing(int SchemaVersion, IReadOnlyList<OutdatedBase> Bases)
{
    /// <summary>Lists bases.</summary>
    /// <param name="states">How they stand.</param>
    /// <param name="graph">Knows which images are built from them.</param>
    /// <returns>The listing.</returns>
    public static OutdatedListing Of(IEnumerable<BaseState> states, BuildGraph graph) =>
        new(1, [.. states.Select(state => OutdatedBase.Of(state, graph))]);

    /// <summary>Writes the listing as indented JSON.</summary>
    /// <returns>The text, LF line ends, the last one included.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, OutdatedJson.Default.OutdatedListing) + "\n";
}

/// <summary>One base of a listing.</summary>
/// <param name="Reference">The base.</param>
/// <param name="Status"><c>current</c>, <c>moved</c>, <c>notLocked</c> or <c>unknown</c>.</param>
/// <param name="Moves">What moved, by platform; empty unless it did.</param>
/// <param name="Images">The ids of all images that are built from it, directly or not.</param>
/// <param name="Problem">Why it is not known; left out where it is.</param>
public sealed record OutdatedBase(
    string Reference,
    string Status,
    IReadOnlyList<OutdatedPlatform> Moves,
    IReadOnlyList<string> Images,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Problem
)
{
    /// <summary>Describes a base.</summary>
    /// <param name="state">How it stands.</param>
    /// <param name="graph">Knows which images are built from it.</param>
    /// <returns>Its entry.</returns>
    public static OutdatedBase Of(BaseState state, BuildGraph graph)
    {
        var affected = graph.WithChildren(state.Base.Users.Select(user => user.Id));
        return new OutdatedBase(
            state.Base.Reference,
            JsonNamingPolicy.CamelCase.ConvertName(state.Status.ToString()),
            [.. state.Moves.Select(move => new OutdatedPlatform(move.Platform, move.Old, move.New))],
            [.. graph.Images.Select(image => image.Id).Where(affected.Contains)],
            state.Problem
        );
    }
}

/// <summary>What moved on one platform.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Locked">The digest in the lock; null where there is none.</param>
/// <param name="Now">The digest that the tag means now.</param>
public sealed record OutdatedPlatform(string Platform, string? Locked, string? Now);

[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(OutdatedListing))]
internal sealed partial class OutdatedJson : JsonSerializerContext;
