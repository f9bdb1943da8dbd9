using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Images.Definitions.Syntax;
using Images.Jobs.Running;

namespace Images.Jobs.Clusters;

/// <summary>Writes <c>cluster.json</c>, from which doAzureParallel makes a pool of machines.</summary>
public static class ClusterDocument
{
    // Azure's limit for the id of a pool.
    private const int LongestName = 64;

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes it.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="name">The pool's name, see <see cref="NameOf"/>.</param>
    /// <param name="image">The image, see <see cref="Reference"/>.</param>
    /// <returns>Indented JSON with LF line ends and one at the end.</returns>
    public static string Write(PoolSettings pool, string name, string image)
    {
        var document = new JsonObject
        {
            ["name"] = name,
            ["vmSize"] = pool.VmSize,
            ["maxTasksPerNode"] = pool.TasksPerNode,
            ["poolSize"] = new JsonObject
            {
                ["dedicatedNodes"] = Nodes(pool.Dedicated),
                ["lowPriorityNodes"] = Nodes(pool.LowPriority),
                ["autoscaleFormula"] = pool.Autoscale,
            },
            ["containerImage"] = image,
            ["rPackages"] = new JsonObject
            {
                ["cran"] = List(pool.Cran),
                ["github"] = List(pool.GitHub),
                ["bioconductor"] = List(pool.Bioconductor),
            },
            ["commandLine"] = List(pool.Commands),
        };
        return document.ToJsonString(Readable) + "\n";
    }

    /// <summary>Names a pool.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="job">The job's name, for a pool that has none of its own.</param>
    /// <returns>Letters, digits, <c>-</c> and <c>_</c>, at most 64.</returns>
    public static string NameOf(PoolSettings pool, string job)
    {
        var name =
            pool.Name
            ?? new string([
                .. job.Select(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' ? character : '-'),
            ]).Trim('-');
        return name.Length switch
        {
            0 => "pool",
            > LongestName => name[..LongestName],
            _ => name,
        };
    }

    /// <summary>Names an image by the digest by which registries know it.</summary>
    /// <param name="image">The image.</param>
    /// <returns><c>REPOSITORY[:TAG]@sha256:...</c>; null when no registry has it under that name.</returns>
    public static string? Reference(JobImage image)
    {
        if (ImageReference.TryParse(image.Name) is not { } named)
        {
            return null;
        }

        var found = image
            .Digests.Select(ImageReference.TryParse)
            .FirstOrDefault(digest =>
                digest is not null && ImageReference.Familiar(digest.Repository) == ImageReference.Familiar(named.Repository)
            );
        return found is null ? null : (named with { Digest = found.Digest }).ToString();
    }

    private static JsonObject Nodes((int Least, int Most) count) => new() { ["min"] = count.Least, ["max"] = count.Most };

    private static JsonArray List(IEnumerable<string> words) => new([.. words.Select(static word => (JsonNode?)JsonValue.Create(word))]);
}
