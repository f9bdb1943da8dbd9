using System.Globalization;
using Images.Definitions;
using Images.Definitions.Syntax;
using Images.Jobs.Files;

namespace Images.Jobs.Staging;

/// <summary>Reads a computation's files; those that are not in the commit do not count.</summary>
/// <param name="tree">The computation's folder and commit.</param>
/// <param name="shown">The folder's path as shown to people; empty for the current one.</param>
internal sealed class ComputationReader(SourceTree tree, string shown)
{
    private const string Conf = "docker.conf";
    private const string Prefix = "compeval-";
    private const int DefaultKeep = 3;

    private static readonly RecordShape Keys = new([
        new("image", new TextShape(JobRules.Image with { Interpolated = false }), "The image that the container is made of.")
        {
            Required = true,
        },
        new("network", new TextShape(JobRules.Network with { Interpolated = false }), "The container's network.") { Default = "bridge" },
        new(
            "keep",
            new TextShape(TextRule.Number("a number of containers from 1 to 100", 1, 100) with { Interpolated = false }),
            "How many commits keep their containers."
        )
        {
            Default = "3",
        },
    ]);

    private readonly DefinitionErrors errors = new();

    /// <summary>Reads them.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The computation.</returns>
    /// <exception cref="JobException">It is no computation.</exception>
    /// <exception cref="DefinitionException">What it says of its container is wrong.</exception>
    public async Task<Computation> ReadAsync(CancellationToken cancellationToken)
    {
        var names = await tree.NamesAsync(cancellationToken);
        var computation = new Computation(
            tree,
            Path.GetFileName(Path.TrimEndingDirectorySeparator(tree.Folder)),
            Program(names),
            Lines(names, "inputs"),
            Lines(names, "outputs")
        );
        if (!names.Contains(Conf))
        {
            return computation with { HasIdleSetup = names.Contains(SetupScript.FileName) };
        }

        var script = names.Contains(SetupScript.FileName)
            ? SetupScript.Read(Shown(SetupScript.FileName), Text(SetupScript.FileName), errors)
            : SetupScript.Empty;
        var setup = ReadConf(script);
        errors.ThrowIfAny();
        return computation with { Setup = setup };
    }

    private ComputationSetup? ReadConf(SetupScript script)
    {
        var file = DefinitionFile.Parse(Shown(Conf), Read(Conf), Keys, errors);
        if (!file.IsRead || !errors.IsEmpty)
        {
            return null;
        }

        var values = new DefinitionValues(Shown(Conf), file.Root);
        var keep = values.Text("keep") is { } text ? int.Parse(text.Value, CultureInfo.InvariantCulture) : DefaultKeep;
        return new ComputationSetup(values.Text("image")!, values.Text("network")?.Value ?? "bridge", keep, script);
    }

    private string Program(IReadOnlySet<string> names)
    {
        var name = Find(names, "exec");
        return OperatingSystem.IsWindows() || File.GetUnixFileMode(Path.Combine(tree.Folder, name)).HasFlag(UnixFileMode.UserExecute)
            ? name
            : throw new JobException($"{Shown(name)}: cannot be executed; run 'git update-index --chmod=+x' on it, and commit that");
    }

    private string[] Lines(IReadOnlySet<string> names, string kind)
    {
        var name = Find(names, kind);
        var lines = Text(name).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.Length > 0
            ? lines
            : throw new JobException($"{Shown(name)}: is empty; write a name for each of the {kind}, one a line");
    }

    private string Find(IReadOnlySet<string> names, string kind) =>
        names.Contains(Prefix + kind) ? Prefix + kind
        : names.Contains(kind) ? kind
        : throw new JobException(
            $"{tree.Folder}: is no computation: its commit has no file '{kind}'; a computation has 'inputs', 'outputs' and 'exec', see docs/jobs.md"
        );

    private string Text(string name) => System.Text.Encoding.UTF8.GetString(Read(name));

    private byte[] Read(string name)
    {
        try
        {
            return BoundedFile.Read(Path.Combine(tree.Folder, name));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JobException($"{Shown(name)}: cannot be read: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    private string Shown(string name) => shown.Length == 0 ? name : Path.Combine(shown, name);
}
