using System.Text;
using Images.Definitions.Structure;

namespace Images.Testing.Structure;

/// <summary>Runs the tests that read an image's files.</summary>
/// <param name="files">The image's files.</param>
/// <param name="isFirstSchema">Whether the schema is 1.0.0.</param>
internal sealed class StructureFileTest(IImageFiles files, bool isFirstSchema)
{
    private readonly StructureFileReader reader = new(files);

    /// <summary>Looks whether a file is there, or is not.</summary>
    /// <param name="test">The test.</param>
    /// <param name="environment">The image's variables, which may stand in the path.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<StructureFinding> RunAsync(
        StructureExistence test,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellationToken
    )
    {
        if (StructureValidity.Problem(test, isFirstSchema) is { } invalid)
        {
            return Invalid(invalid);
        }

        var path = isFirstSchema ? test.Path : VariableExpansion.Expand(test.Path, environment);
        var file = await reader.FindAsync(path, cancellationToken);
        return (test.ShouldExist, file) switch
        {
            (true, null) => StructureFinding.Failed($"expected {path} to be there, but it is not"),
            (false, not null) => StructureFinding.Failed($"expected {path} not to be there, but it is"),
            (true, { } found) => StructureFinding.Of(Differences(path, test, found)),
            _ => StructureFinding.Of([]),
        };
    }

    /// <summary>Looks at what a file holds. Nothing is replaced in its path.</summary>
    /// <param name="test">The test.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<StructureFinding> RunAsync(StructureContent test, CancellationToken cancellationToken)
    {
        if (StructureValidity.Problem(test) is { } invalid)
        {
            return Invalid(invalid);
        }

        var (content, problem) = await reader.ReadAsync(test.Path, cancellationToken);
        if (problem is not null)
        {
            return StructureFinding.Failed(problem);
        }

        var text = Encoding.UTF8.GetString(content.Span);
        return StructureFinding.Of([
            .. PatternList.Problems(test.Path, text, test.Expected, isWanted: true, cancellationToken),
            .. PatternList.Problems(test.Path, text, test.Excluded, isWanted: false, cancellationToken),
        ]);
    }

    private StructureFinding Invalid(string reason) =>
        isFirstSchema ? StructureFinding.PassedOver(reason) : StructureFinding.Failed(reason);

    private static IEnumerable<string> Differences(string path, StructureExistence test, ImageFile file)
    {
        var mode = FileModeText.Of(file);
        if (test.Permissions.Length > 0 && test.Permissions != mode)
        {
            yield return $"expected {path} to be {test.Permissions}, found {mode}";
        }

        var needed = test.IsExecutableBy switch
        {
            "any" => UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute,
            "owner" => UnixFileMode.UserExecute,
            "group" => UnixFileMode.GroupExecute,
            "other" => UnixFileMode.OtherExecute,
            _ => UnixFileMode.None,
        };
        if (needed == UnixFileMode.None && test.IsExecutableBy.Length > 0)
        {
            yield return $"isExecutableBy: '{test.IsExecutableBy}' is nobody; use owner, group, other or any";
        }
        else if (needed != UnixFileMode.None && (file.Mode & needed) == 0)
        {
            yield return $"expected {path} to be executable by {test.IsExecutableBy}, found {mode}";
        }

        if (test.Uid != StructureExistence.AnyOwner && test.Uid != file.Uid)
        {
            yield return $"expected {path} to be of the user {test.Uid}, found {file.Uid}";
        }

        if (test.Gid != StructureExistence.AnyOwner && test.Gid != file.Gid)
        {
            yield return $"expected {path} to be of the group {test.Gid}, found {file.Gid}";
        }
    }
}
