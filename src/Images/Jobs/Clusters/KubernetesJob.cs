using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Images.Jobs.Lists;
using Images.Jobs.Running;
using Images.Rendering;

namespace Images.Jobs.Clusters;

/// <summary>Writes a job as manifests for Kubernetes: the same command, limits and strict profile; of frames an indexed Job.</summary>
public static class KubernetesJob
{
    /// <summary>The most frames of a manifest: the whole command of each is in it.</summary>
    public const int MostFrames = 1_000;

    private const string Selector = "images.job";

    /// <summary>Writes it.</summary>
    /// <param name="job">The job, with all of its frames.</param>
    /// <param name="image">The image's name as the cluster pulls it.</param>
    /// <param name="atOnce">How many pods are up at once.</param>
    /// <returns>YAML: a ConfigMap with script and parameters, a NetworkPolicy where the job has no network, and the Job.</returns>
    /// <exception cref="JobException">It cannot be said in Kubernetes.</exception>
    public static string Write(JobDefinition job, string image, int atOnce)
    {
        Check(job);
        var name = NameOf(job);
        var files = Files(job);
        var documents = new List<JsonObject>();
        if (files.Count > 0)
        {
            documents.Add(Document("v1", "ConfigMap", name, new() { ["data"] = Texts(files) }));
        }

        if (job.Network == "none")
        {
            documents.Add(
                Document(
                    "networking.k8s.io/v1",
                    "NetworkPolicy",
                    name,
                    new()
                    {
                        ["spec"] = new JsonObject
                        {
                            ["podSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { [Selector] = name } },
                            ["policyTypes"] = new JsonArray("Ingress", "Egress"),
                        },
                    }
                )
            );
        }

        var pod = KubernetesPod.Of(job, image, name, Command(job), [.. files.Keys]);
        var spec = new JsonObject
        {
            ["backoffLimit"] = job.Retries,
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = new JsonObject { [Selector] = name } },
                ["spec"] = pod,
            },
        };
        if (job.Frames.Count > 0)
        {
            spec["completionMode"] = "Indexed";
            spec["completions"] = job.Frames.Count;
            spec["parallelism"] = Math.Min(atOnce, job.Frames.Count);
            spec["backoffLimit"] = job.Retries * job.Frames.Count;
        }

        documents.Add(Document("batch/v1", "Job", name, new() { ["spec"] = spec }));
        return ManifestYaml.Write(documents);
    }

    /// <summary>Says what a cluster must have, and what it cannot do, beyond the manifest.</summary>
    /// <param name="job">The job.</param>
    /// <returns>One line each.</returns>
    public static IEnumerable<string> Notes(JobDefinition job)
    {
        foreach (var claim in new[] { job.Resources is null ? null : "resources", "output" }.OfType<string>())
        {
            yield return $"{job.Name}: the cluster needs a PersistentVolumeClaim {NameOf(job)}-{claim}";
        }

        yield return $"{job.Name}: a limit of {job.Limits.Pids} processes is the node's to set (podPidsLimit), not the manifest's";
    }

    private static void Check(JobDefinition job)
    {
        if (job.Input is not null || job.Upload is not null)
        {
            throw new JobException(
                $"{job.Name}: 'input' and 'upload' are copied by this program and not by a cluster; leave them out for --kubernetes"
            );
        }

        if (job.HasEngineSocket || job.Mounts.Count > 0)
        {
            throw new JobException(
                $"{job.Name}: a cluster's nodes have neither this machine's folders nor its engine; leave out --mount and --allow-engine-socket"
            );
        }

        if (job.Frames.Count > 0 && (job.UsesEntrypoint || JobContainer.Line(job with { Frames = [job.Frames[0]] }) is null))
        {
            throw new JobException(
                $"{job.Name}: each pod chooses its frame in a shell, in place of the image's own program; give a command, a script or a scene, and leave out 'entrypoint'"
            );
        }

        if (job.Frames.Count > MostFrames)
        {
            throw new JobException(
                $"{job.Name}: {job.Frames.Count} frames are too many for one manifest; write several of at most {MostFrames}"
            );
        }

        if (job.Scene is not null && SceneCommand.Raw(job, job.Frames[0]) is not null)
        {
            throw new JobException(
                $"{job.Name}: its renderer writes .ppm, which a cluster does not turn into the picture; say pictures: NAME#.ppm"
            );
        }

        if (job.User is not ("caller" or "image") && !job.User.Split(':').All(static part => part.All(char.IsAsciiDigit)))
        {
            throw new JobException($"{job.Name}: Kubernetes knows users by number only; write user: UID or UID:GID");
        }
    }

    private static Dictionary<string, string> Files(JobDefinition job)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        if (job.Script is { } script)
        {
            files[script.FileName] = script.Text;
        }

        if (job.Script is not null || job.Params.Count > 0)
        {
            var parameters = JobEnvironment.Parameters(job with { Frames = [] });
            files["params.json"] = parameters.ToJsonString() + "\n";
            if (job.Script is { IsPython: true })
            {
                files["params.py"] = WorkFiles.Module(parameters);
            }
        }

        return files;
    }

    // Each pod of an indexed Job finds its own frame by its number.
    private static IReadOnlyList<string>? Command(JobDefinition job)
    {
        if (job.Frames.Count == 0)
        {
            return JobContainer.Line(job);
        }

        var script = new StringBuilder("case \"$JOB_COMPLETION_INDEX\" in\n");
        foreach (var (index, unit) in JobUnit.Of([job]).Index())
        {
            var frame = unit.Frame!.Value;
            script.Append(CultureInfo.InvariantCulture, $"{index}) export FRAME={frame}");
            if (job.Pictures is { } pictures)
            {
                script.Append(CultureInfo.InvariantCulture, $" PICTURE={Quoting.ShellWord($"{JobFolders.Output}/{pictures.Of(frame)}")}");
            }

            script.Append(
                CultureInfo.InvariantCulture,
                $"; exec {string.Join(' ', JobContainer.Line(unit.Job)!.Select(Quoting.ShellWord))} ;;\n"
            );
        }

        return ["/bin/sh", "-c", script.Append("esac\n").ToString()];
    }

    private static JsonObject Document(string version, string kind, string name, JsonObject rest)
    {
        var document = new JsonObject
        {
            ["apiVersion"] = version,
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = name },
        };
        foreach (var (key, value) in rest.ToList())
        {
            rest.Remove(key);
            document[key] = value;
        }

        return document;
    }

    private static JsonObject Texts(Dictionary<string, string> files) =>
        new(files.Select(static file => KeyValuePair.Create(file.Key, (JsonNode?)JsonValue.Create(file.Value))));

    /// <summary>Names a job in a cluster.</summary>
    /// <param name="job">The job.</param>
    /// <returns>Lower-case letters, digits and dashes, at most 63 with what is added (RFC 1123).</returns>
    internal static string NameOf(JobDefinition job)
    {
        var name = new string([
            .. job.Name.ToLowerInvariant().Select(static character => char.IsAsciiLetterOrDigit(character) ? character : '-'),
        ]).Trim('-');
        return name.Length switch
        {
            0 => "job",
            > 50 => name[..50].TrimEnd('-'),
            _ => name,
        };
    }
}
