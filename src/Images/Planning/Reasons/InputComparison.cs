using Images.Rendering;

namespace Images.Planning;

/// <summary>Tells which inputs of an image changed since it was built.</summary>
public static class InputComparison
{
    /// <summary>Compares what an image was built from with what it would be built from.</summary>
    /// <param name="image">The image.</param>
    /// <param name="references">The references under which images of the family stand in Dockerfiles.</param>
    /// <param name="before">What it was built from.</param>
    /// <param name="now">What it would be built from.</param>
    /// <returns>A reason for each input that is not what it was; none where all are.</returns>
    public static IReadOnlyList<PlanReason> Between(
        PlannedImage image,
        ImageReferences references,
        RecordedInputs before,
        RecordedInputs now
    )
    {
        var rendered = image.Rendered;
        var args = Changes(ReasonKind.Arg, before.Args, now.Args, name => name).ToList();
        var instructions = InstructionChanges.Between(rendered, before.Instructions, now.Instructions).ToList();
        var comments = before.Text != now.Text && before.Instructions.SequenceEqual(now.Instructions, StringComparer.Ordinal);
        return
        [
            .. Changes(ReasonKind.Base, before.Bases, now.Bases, name => name),
            .. Changes(ReasonKind.Parent, before.Parents, now.Parents, reference => Id(references, reference)),
            .. args,
            .. Changes(
                ReasonKind.Platform,
                before.Platforms.ToDictionary(name => name),
                now.Platforms.ToDictionary(name => name),
                _ => null
            ),
            .. instructions.Where(reason => !args.Exists(arg => Declares(reason, arg))),
            .. comments ? [new PlanReason(ReasonKind.Comments, rendered.Path)] : Array.Empty<PlanReason>(),
            .. Changes(ReasonKind.File, before.Files, now.Files, path => $"{rendered.Folder}/{path}").Select(ModeAlone),
            .. Change(ReasonKind.Attestations, before.Attestations, now.Attestations),
            .. before.Reproducible == now.Reproducible
                ? CommitChange(before.Commit, now.Commit)
                : [new PlanReason(ReasonKind.Reproducible, null, Yes(before.Reproducible), Yes(now.Reproducible))],
        ];
    }

    private static IEnumerable<PlanReason> Changes(
        ReasonKind kind,
        IReadOnlyDictionary<string, string> before,
        IReadOnlyDictionary<string, string> now,
        Func<string, string?> nameOf
    ) =>
        before
            .Keys.Union(now.Keys, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(name => new PlanReason(kind, nameOf(name), before.GetValueOrDefault(name), now.GetValueOrDefault(name)))
            .Where(reason => reason.Old != reason.New);

    private static PlanReason[] Change(ReasonKind kind, string? before, string? now) =>
        before == now ? [] : [new PlanReason(kind, null, before, now)];

    // The commit and its time; the latter tells something only where the former is the same.
    private static PlanReason[] CommitChange(string? before, string? now)
    {
        var (old, current) = (before?.Split(' '), now?.Split(' '));
        return old?[0] == current?[0] ? Change(ReasonKind.Commit, before, now) : Change(ReasonKind.Commit, old?[0], current?[0]);
    }

    // The default of an argument stands in the Dockerfile too.
    private static bool Declares(PlanReason instruction, PlanReason arg) =>
        instruction.Name!.EndsWith(" ARG", StringComparison.Ordinal)
        && (instruction.New ?? instruction.Old ?? string.Empty).StartsWith($"{arg.Name}=", StringComparison.Ordinal);

    private static PlanReason ModeAlone(PlanReason file)
    {
        if (file is not { Old: { } old, New: { } current })
        {
            return file;
        }

        var (before, now) = (FileDigests.Split(old), FileDigests.Split(current));
        return before.Other == now.Other ? file with { Kind = ReasonKind.Mode, Old = before.Mode, New = now.Mode } : file;
    }

    private static string Id(ImageReferences references, string reference) =>
        references.TryFind(reference, out var variant) ? variant.Id : reference;

    private static string? Yes(bool value) => value ? "true" : null;
}
