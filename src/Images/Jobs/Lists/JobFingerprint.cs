using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Images.Definitions;

namespace Images.Jobs.Lists;

/// <summary>What a job's result depends on, as one digest: image, script, parameters, and the names, sizes and times of its resources.</summary>
internal static class JobFingerprint
{
    /// <summary>Computes it.</summary>
    /// <param name="job">The job, with at most one frame.</param>
    /// <param name="imageId">The image's id.</param>
    /// <param name="resources">What <see cref="OfFolder"/> gave for its resources.</param>
    /// <returns>64 hexadecimal digits.</returns>
    public static string Of(JobDefinition job, string imageId, string resources)
    {
        var canonical = new JsonArray(
            1,
            imageId,
            job.Script is { } script ? new JsonArray(script.Text, script.Extension, Words(script.Interpreter)) : null,
            Words(job.Command),
            job.UsesEntrypoint,
            job.Params.DeepClone(),
            Words(
                job.Environment.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key}={pair.Value}")
            ),
            job.Scene,
            Words(job.Frames.Select(static frame => frame.ToString(CultureInfo.InvariantCulture))),
            SceneCommand.KnowsAnimation(job) ? new JsonArray(job.Animation.First, job.Animation.Last) : null,
            job.Pictures?.ToString(),
            job.User,
            job.Network,
            job.Input?.ToString(),
            job.Upload?.ToString(),
            resources
        );
        if (job.Mounts.Count > 0)
        {
            canonical.Add((JsonNode?)Words(job.Mounts.Select(static mount => mount.ToString())));
        }

        return Hash(canonical.ToJsonString());
    }

    /// <summary>Sums up a folder by names, sizes and times.</summary>
    /// <param name="folder">The folder; null: none.</param>
    /// <returns>A digest; empty without a folder.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string OfFolder(string? folder)
    {
        if (folder is null)
        {
            return string.Empty;
        }

        var text = new StringBuilder();
        foreach (
            var file in FileWalk
                .Files(folder)
                .Select(static path => new FileInfo(path))
                .OrderBy(static file => file.FullName, StringComparer.Ordinal)
        )
        {
            text.Append(CultureInfo.InvariantCulture, $"{Path.GetRelativePath(folder, file.FullName)}\0{file.LinkTarget}\0");
            text.Append(CultureInfo.InvariantCulture, $"{(file.LinkTarget is null ? file.Length : 0)}\0{file.LastWriteTimeUtc.Ticks}\n");
        }

        return Hash(text.ToString());
    }

    /// <summary>Finds when a folder's newest file was written.</summary>
    /// <param name="folder">The folder; null: none.</param>
    /// <returns>The time; the earliest there is without a folder.</returns>
    public static DateTime NewestIn(string? folder) =>
        folder is null
            ? DateTime.MinValue
            : FileWalk.Files(folder).Select(static path => new FileInfo(path).LastWriteTimeUtc).DefaultIfEmpty(DateTime.MinValue).Max();

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static JsonArray? Words(IEnumerable<string>? words) =>
        words is null ? null : new JsonArray([.. words.Select(static word => (JsonNode?)JsonValue.Create(word))]);
}
