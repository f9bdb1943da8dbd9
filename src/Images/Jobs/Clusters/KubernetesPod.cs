using System.Globalization;
using System.Text.Json.Nodes;
using Images.Jobs.Running;

namespace Images.Jobs.Clusters;

/// <summary>The pod of a job: its container with the strict profile, its folders as volumes, its limits.</summary>
internal static class KubernetesPod
{
    /// <summary>Makes it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="image">The image's name.</param>
    /// <param name="name">The job's name in the cluster, from which those of claims are made.</param>
    /// <param name="command">What is run; null for the image's own.</param>
    /// <param name="files">The files of the work folder.</param>
    /// <returns>A PodSpec.</returns>
    public static JsonObject Of(JobDefinition job, string image, string name, IReadOnlyList<string>? command, IReadOnlyList<string> files)
    {
        var (volumes, mounts) = (new JsonArray(), new JsonArray());
        Folders(job, name, files, volumes, mounts);
        var container = new JsonObject
        {
            ["name"] = "job",
            ["image"] = image,
            ["workingDir"] = JobFolders.Work,
            ["env"] = Environment(job),
            ["resources"] = new JsonObject { ["limits"] = Limits(job) },
            ["securityContext"] = new JsonObject
            {
                ["allowPrivilegeEscalation"] = false,
                ["readOnlyRootFilesystem"] = !job.WritableRoot,
                ["capabilities"] = Capabilities(job),
            },
            ["volumeMounts"] = mounts,
        };
        if (command is not null)
        {
            container[job.UsesEntrypoint ? "args" : "command"] = List(command);
        }

        var pod = new JsonObject
        {
            ["restartPolicy"] = "Never",
            ["automountServiceAccountToken"] = false,
            ["securityContext"] = User(job),
            ["containers"] = new JsonArray(container),
            ["volumes"] = volumes,
        };
        if (job.Limits.Time is { } time)
        {
            pod["activeDeadlineSeconds"] = (long)Math.Ceiling(time.TotalSeconds);
        }

        return pod;
    }

    private static void Folders(JobDefinition job, string name, IReadOnlyList<string> files, JsonArray volumes, JsonArray mounts)
    {
        if (job.Resources is not null)
        {
            Add("resources", JobFolders.Resources, Claim($"{name}-resources"), readOnly: true);
        }

        Add("work", JobFolders.Work, Empty(job.Limits.DiskBytes, inMemory: false));
        Add("output", JobFolders.Output, Claim($"{name}-output"));
        foreach (var (index, (path, options)) in job.Tmpfs.Index())
        {
            var size = options.Split(',').FirstOrDefault(static option => option.StartsWith("size=", StringComparison.Ordinal));
            Add(string.Create(CultureInfo.InvariantCulture, $"memory-{index}"), path, Empty(Bytes(size), inMemory: true));
        }

        if (job.ShmBytes is { } shm)
        {
            Add("shm", "/dev/shm", Empty(shm, inMemory: true));
        }

        if (files.Count == 0)
        {
            return;
        }

        volumes.Add(
            (JsonNode)
                new JsonObject
                {
                    ["name"] = "files",
                    ["configMap"] = new JsonObject { ["name"] = name, ["defaultMode"] = 493 },
                }
        );
        foreach (var file in files)
        {
            mounts.Add(
                (JsonNode)
                    new JsonObject
                    {
                        ["name"] = "files",
                        ["mountPath"] = $"{JobFolders.Work}/{file}",
                        ["subPath"] = file,
                        ["readOnly"] = true,
                    }
            );
        }

        void Add(string volume, string path, JsonObject source, bool readOnly = false)
        {
            source.Insert(0, "name", volume);
            volumes.Add((JsonNode)source);
            var mount = new JsonObject { ["name"] = volume, ["mountPath"] = path };
            if (readOnly)
            {
                mount["readOnly"] = true;
            }

            mounts.Add((JsonNode)mount);
        }
    }

    private static JsonObject Claim(string name) => new() { ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = name } };

    private static JsonObject Empty(long? bytes, bool inMemory)
    {
        var empty = new JsonObject();
        if (inMemory)
        {
            empty["medium"] = "Memory";
        }

        if (bytes is { } size)
        {
            empty["sizeLimit"] = Number(size);
        }

        return new() { ["emptyDir"] = empty };
    }

    // tmpfs(5): k, m and g are binary.
    private static long? Bytes(string? option)
    {
        if (option is null)
        {
            return null;
        }

        var text = option["size=".Length..];
        var shift = text[^1] switch
        {
            'k' => 10,
            'm' => 20,
            'g' => 30,
            _ => 0,
        };
        return long.Parse(shift == 0 ? text : text[..^1], CultureInfo.InvariantCulture) << shift;
    }

    private static JsonObject Limits(JobDefinition job)
    {
        var limits = new JsonObject { ["memory"] = Number(job.Limits.MemoryBytes) };
        if (job.Limits.Processors is { } processors)
        {
            limits["cpu"] = $"{Number((long)Math.Ceiling(processors * 1000))}m";
        }

        if (job.Limits.DiskBytes is { } disk)
        {
            limits["ephemeral-storage"] = Number(disk);
        }

        if (job.Gpu)
        {
            limits["nvidia.com/gpu"] = "1";
        }

        return limits;
    }

    private static JsonObject Capabilities(JobDefinition job)
    {
        var capabilities = new JsonObject { ["drop"] = new JsonArray("ALL") };
        if (job.Capabilities.Count > 0)
        {
            capabilities["add"] = List(job.Capabilities);
        }

        return capabilities;
    }

    private static JsonObject User(JobDefinition job)
    {
        var context = new JsonObject { ["seccompProfile"] = new JsonObject { ["type"] = "RuntimeDefault" } };
        var user = job.User == "caller" ? Caller.Current()?.ToString() : job.User;
        if (user is not null and not "image")
        {
            var parts = user.Split(':');
            context["runAsUser"] = long.Parse(parts[0], CultureInfo.InvariantCulture);
            if (parts.Length > 1)
            {
                var group = long.Parse(parts[1], CultureInfo.InvariantCulture);
                (context["runAsGroup"], context["fsGroup"]) = (group, group);
            }
        }

        return context;
    }

    private static JsonArray Environment(JobDefinition job) =>
        [
            .. JobEnvironment
                .Variables(job with { Frames = [] }, hasWork: true, isImageUser: job.User == "image")
                .OrderBy(static variable => variable.Key, StringComparer.Ordinal)
                .Select(static variable => (JsonNode)new JsonObject { ["name"] = variable.Key, ["value"] = Escaped(variable.Value) }),
        ];

    // $(NAME) would be replaced, $$ stands for $.
    private static string Escaped(string value) => value.Replace("$", "$$", StringComparison.Ordinal);

    private static JsonArray List(IEnumerable<string> words) =>
        new([.. words.Select(static word => (JsonNode?)JsonValue.Create(Escaped(word)))]);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
