using System.Security.Cryptography;
using Images.BuildKit.Contexts;
using Images.Rendering;

namespace Images.Planning;

/// <summary>What an image is built from that lies in its own folder and definition.</summary>
/// <param name="Dockerfile">The rendered text.</param>
/// <param name="Args">The build arguments by name.</param>
/// <param name="Platforms">Such as <c>linux/amd64</c>.</param>
/// <param name="Reproducible">Whether each build of one commit is to give the same image.</param>
/// <param name="Files">What the Dockerfile can reach, in the order in which it would be sent.</param>
public sealed record OwnInputs(
    string Dockerfile,
    IReadOnlyDictionary<string, string> Args,
    IReadOnlyList<string> Platforms,
    bool Reproducible,
    IReadOnlyList<InputFile> Files
)
{
    /// <summary>Gathers them. Reads the files that the Dockerfile can reach.</summary>
    /// <param name="image">Which image.</param>
    /// <param name="context">Its files.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <returns>All of them.</returns>
    /// <exception cref="BuildKit.Errors.BuildContextException">A file cannot be read.</exception>
    public static OwnInputs Of(PlannedImage image, IContextSource context, CancellationToken cancellationToken) =>
        Of(image, image.Rendered.Dockerfile, context, file => ContentOf(context, file), cancellationToken);

    /// <summary>Gathers those of an image's first step: the Dockerfile down to it, and the files that it can reach.</summary>
    /// <param name="image">Which image.</param>
    /// <param name="context">Its files.</param>
    /// <param name="all">Those of all its steps; their files are not read again.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <returns>All of them.</returns>
    /// <exception cref="BuildKit.Errors.BuildContextException">A file cannot be read.</exception>
    public static OwnInputs OfStart(PlannedImage image, IContextSource context, OwnInputs all, CancellationToken cancellationToken)
    {
        var dockerfile = image.Rendered.Dockerfile;
        var first = DockerfileParser.Parse(dockerfile).FirstOrDefault(instruction => instruction.Keyword is "RUN" or "COPY" or "ADD");
        var start = first is null ? dockerfile : string.Join('\n', dockerfile.Split('\n').Take(first.LastLine));
        var read = all.Files.ToDictionary(file => file.Path, file => file.Content, StringComparer.Ordinal);
        return Of(image, start, context, file => read.GetValueOrDefault(file.Path) ?? ContentOf(context, file), cancellationToken);
    }

    private static OwnInputs Of(
        PlannedImage image,
        string dockerfile,
        IContextSource context,
        Func<ContextFile, string> contentOf,
        CancellationToken cancellationToken
    )
    {
        var files = new List<InputFile>();
        foreach (var file in ContextFiles.Reached(context, CopySources.SelectionsOf(dockerfile)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            files.Add(new InputFile(file.Path, file.Entry.Kind, file.Entry.Mode, contentOf(file)));
        }

        var variant = image.Rendered.Variant;
        var args = variant.Args.ToDictionary(arg => arg.Key, arg => arg.Value.Value, StringComparer.Ordinal);
        return new OwnInputs(dockerfile, args, variant.Platforms, variant.Reproducible, files);
    }

    private static string ContentOf(IContextSource context, ContextFile file)
    {
        if (file.Entry.Kind != ContextEntryKind.File)
        {
            return file.Entry.LinkTarget ?? string.Empty;
        }

        using var content = context.Open(file.Path, file.Entry);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
