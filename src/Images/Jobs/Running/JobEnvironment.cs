using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Images.Jobs.Running;

/// <summary>What a job is told: its parameters as JSON, and as environment variables.</summary>
internal static class JobEnvironment
{
    /// <summary>Adds the names of the folders to a job's parameters, and the frame where there is one.</summary>
    /// <param name="job">The job.</param>
    /// <returns>A copy.</returns>
    public static JsonObject Parameters(JobDefinition job)
    {
        var parameters = (JsonObject)job.Params.DeepClone();
        foreach (var (name, value) in Own(job))
        {
            parameters.TryAdd(name, JsonValue.Create(value));
        }

        if (job.Frames is [var frame])
        {
            parameters.TryAdd("FRAME", JsonValue.Create(frame));
        }

        return parameters;
    }

    /// <summary>Makes the variables: what the job file says comes before what we add.</summary>
    /// <param name="job">The job.</param>
    /// <param name="hasWork">Whether there is a work folder.</param>
    /// <param name="isImageUser">Whether it runs as the image's own user, who has a home.</param>
    /// <returns>The variables.</returns>
    public static Dictionary<string, string> Variables(JobDefinition job, bool hasWork, bool isImageUser)
    {
        var variables = new Dictionary<string, string>(job.Environment, StringComparer.Ordinal);
        foreach (var (name, value) in job.Params)
        {
            variables.TryAdd($"PARAM_{name.ToUpperInvariant()}", Text(value));
        }

        foreach (var (name, value) in Own(job))
        {
            variables.TryAdd(name, value);
        }

        if (job.Frames is [var frame])
        {
            variables.TryAdd("FRAME", frame.ToString(CultureInfo.InvariantCulture));
            if (job.Pictures is { } pictures)
            {
                variables.TryAdd("PICTURE", $"{JobFolders.Output}/{pictures.Of(frame)}");
            }
        }

        if (!isImageUser)
        {
            // The caller's number is in no /etc/passwd of an image, and '/' cannot be written.
            variables.TryAdd("HOME", hasWork ? job.Node?.WorkFolder ?? JobFolders.Work : "/tmp");
        }

        return variables;
    }

    private static IEnumerable<(string Name, string Value)> Own(JobDefinition job)
    {
        if (job.Resources is not null)
        {
            yield return ("RESOURCES_DIR", job.Node?.PreparationFolder ?? JobFolders.Resources);
        }

        if (job.Work is not null || job.Script is not null || job.Params.Count > 0)
        {
            yield return ("WORK_DIR", job.Node?.WorkFolder ?? JobFolders.Work);
        }

        if (job.Output is not null)
        {
            yield return ("OUTPUT_DIR", job.Node?.Root ?? JobFolders.Output);
        }
    }

    private static string Text(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : node?.ToJsonString() ?? "";
}
