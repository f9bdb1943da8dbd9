using System.Formats.Tar;
using System.Text;
using Images.Definitions.Structure;

namespace Images.Testing.Structure;

/// <summary>Looks for licences that the original does not allow.</summary>
/// <param name="files">The image's files.</param>
internal sealed class StructureLicenseTest(IImageFiles files)
{
    private const string Documents = "/usr/share/doc";
    private const int MostBytes = 4 << 20;

    private static readonly string[] Refused = ["AGPL", "WTFPL"];
    private static readonly string[] Excepted = ["libgnutls30"];

    private readonly StructureFileReader reader = new(files);

    /// <summary>Looks.</summary>
    /// <param name="test">The test.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<StructureFinding> RunAsync(StructureLicense test, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        if (test.Debian)
        {
            var packages = new SortedDictionary<string, ImageFile?>(StringComparer.Ordinal);
            if (!await files.WalkAsync(Documents, (entry, token) => CollectAsync(packages, entry, token), cancellationToken))
            {
                return StructureFinding.Failed($"{Documents} is not there; is the image Debian's?");
            }

            foreach (var (package, license) in packages.Where(package => !Excepted.Contains(package.Key)))
            {
                var path = $"{Documents}/{package}/copyright";
                Add(
                    problems,
                    license is { Type: TarEntryType.RegularFile or TarEntryType.V7RegularFile }
                        ? Refusal(path, license.Content)
                        : await ProblemAsync(path, cancellationToken)
                );
            }
        }

        foreach (var file in test.Files)
        {
            Add(problems, await ProblemAsync(file, cancellationToken));
        }

        return StructureFinding.Of(problems);
    }

    // One read of the whole folder in place of two for each package.
    private static async ValueTask CollectAsync(
        SortedDictionary<string, ImageFile?> packages,
        TarEntry entry,
        CancellationToken cancellationToken
    )
    {
        switch (entry.Name.Trim('/').Split('/'))
        {
            case [_, var package] when entry.EntryType == TarEntryType.Directory:
                packages.TryAdd(package, null);
                break;
            case [_, var package, "copyright"]:
                packages[package] = await EngineImageFiles.ToFileAsync(entry, MostBytes, cancellationToken);
                break;
        }
    }

    private async Task<string?> ProblemAsync(string path, CancellationToken cancellationToken)
    {
        var (content, problem) = await reader.ReadAsync(path, cancellationToken);
        return problem ?? Refusal(path, content);
    }

    private static string? Refusal(string path, ReadOnlyMemory<byte> content)
    {
        var text = Encoding.UTF8.GetString(content.Span);
        return Refused.FirstOrDefault(name => text.Contains(name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? $"{path} names the licence {found}, which is not allowed"
            : null;
    }

    private static void Add(List<string> problems, string? problem)
    {
        if (problem is not null)
        {
            problems.Add(problem);
        }
    }
}
