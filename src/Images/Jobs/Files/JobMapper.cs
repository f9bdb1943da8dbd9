using System.Globalization;
using Images.Definitions;
using Images.Definitions.Syntax;
using Images.Definitions.Yaml;
using Images.Jobs.Storage;

namespace Images.Jobs.Files;

/// <summary>Makes a job of its checked values.</summary>
/// <param name="shown">The file's path as shown to people.</param>
/// <param name="path">Its absolute path.</param>
/// <param name="mapping">The job's values, with every axis replaced.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class JobMapper(string shown, string path, YamlMapping mapping, DefinitionErrors errors)
{
    private readonly DefinitionValues values = new(shown, mapping);
    private readonly JobPaths paths = new(path, errors);

    /// <summary>Makes the job.</summary>
    /// <param name="suffix">What is added to its name.</param>
    /// <returns>The job.</returns>
    public JobDefinition Map(string suffix)
    {
        var name = (values.Text("name")?.Value ?? Path.GetFileNameWithoutExtension(path)) + suffix;
        var scene = values.Text("scene");
        var frames = values.Text("frames") is { } range && FrameRange.TryParse(range.Value, out var numbers) ? numbers : [];
        CheckWork(scene);
        var resources = paths.Folder(values.Text("resources"), mustExist: true);
        CheckScene(scene);
        return new JobDefinition
        {
            Name = name,
            Location = values.Location,
            Images = Images(),
            Script = new ScriptReader(values, paths, errors).Read(),
            Command = Command(),
            UsesEntrypoint = values.Text("entrypoint")?.Value == "true",
            Params = mapping.Find("params") is YamlMapping parameters ? JobParams.Of(parameters) : [],
            Environment = new OrderedDictionary<string, string>(
                values.Merged("env", []).Select(static pair => KeyValuePair.Create(pair.Key, pair.Value.Value)),
                StringComparer.Ordinal
            ),
            Resources = resources,
            Work = paths.Folder(values.Text("work"), mustExist: false),
            Output = paths.Folder(values.Text("output"), mustExist: false) ?? paths.Default($"artifacts/jobs/{name}"),
            Logs = frames.Count > 0 ? paths.Default($"artifacts/jobs/{name}.logs") : null,
            Input = Storage("input"),
            Upload = Storage("upload"),
            User = values.Text("user")?.Value ?? "caller",
            Network = values.Text("network")?.Value ?? "none",
            Limits = Limits(),
            ShmBytes = TestNeedsReader.Bytes(values, "shm"),
            Tmpfs = values.Texts("tmpfs") is null ? new Dictionary<string, string> { ["/tmp"] = "" } : TestNeedsReader.Tmpfs(values),
            WritableRoot = values.Text("writable-root")?.Value == "true",
            Capabilities = [.. (values.Texts("capabilities") ?? []).Select(static capability => capability.Value)],
            Gpu = values.Text("gpu")?.Value == "true",
            Scene = scene?.Value,
            Frames = frames,
            Animation = frames.Count == 0 ? default : (frames[0], frames[^1]),
            Pictures = Pictures(scene, frames),
            HasSheet = values.Text("sheet")?.Value != "false",
            Retries = values.Text("retries") is { } retries ? int.Parse(retries.Value, CultureInfo.InvariantCulture) : 0,
        };
    }

    private List<string> Images()
    {
        List<string> images = values.Text("image") is { } one
            ? [one.Value]
            : [.. (values.Texts("image") ?? []).Select(static text => text.Value)];
        if (images.Count == 0)
        {
            errors.Add(values.Location, "'image' is missing: name an image of the family, or any reference");
        }

        return images;
    }

    private IReadOnlyList<string>? Command() =>
        values.Command("command") switch
        {
            null => null,
            { IsShell: true } line => values.Text("entrypoint")?.Value == "true" ? line.Arguments : ["/bin/sh", "-c", .. line.Arguments],
            var list => list.Arguments,
        };

    private void CheckWork(Located<string>? scene)
    {
        string[] kinds = ["script", "code", "command", "scene"];
        var given = kinds.Where(key => mapping.Find(key) is not null).ToList();
        if (given.Count > 1)
        {
            errors.Add(values.Location, $"both '{given[0]}' and '{given[1]}' say what is run; leave one out");
        }

        if (mapping.Find("input") is { } input && mapping.Find("resources") is not null)
        {
            errors.Add(shown, input, "both 'input' and 'resources' say what is read; leave one out");
        }

        if (scene is not null && mapping.Find("frames") is null)
        {
            errors.Add(scene.Location, "'frames' is missing beside 'scene': such as 1-4, or 1 for a single picture");
        }

        if (mapping.Find("frames") is { } frames && scene is null && mapping.Find("pictures") is null)
        {
            errors.Add(shown, frames, "'pictures' is missing beside 'frames': the name of each frame's picture, such as frame_####.png");
        }

        if (mapping.Find("interpreter") is { } interpreter && mapping.Find("script") is null && mapping.Find("code") is null)
        {
            errors.Add(shown, interpreter, "'interpreter' runs a script, and there is none; add 'script' or 'code', or leave it out");
        }
    }

    private StorageAddress? Storage(string key) =>
        values.Text(key) is { } text && StorageAddress.TryParse(text.Value, out var address) ? address : null;

    private void CheckScene(Located<string>? scene)
    {
        if (scene is null)
        {
            return;
        }

        if (values.Text("resources") is null && values.Text("input") is null)
        {
            errors.Add(scene.Location, "'resources' is missing beside 'scene': the folder that holds it");
        }
        else if (SceneCommand.KindOf(scene.Value) is null)
        {
            errors.Add(
                scene.Location,
                $"'{TextProblems.Quote(scene.Value)}' is no scene that can be rendered without a command: .blend, .py, .pov, .ecs or .xml; give a 'command' that uses $FRAME"
            );
        }
    }

    private PicturePattern? Pictures(Located<string>? scene, IReadOnlyList<int> frames)
    {
        if (values.Text("pictures") is { } text)
        {
            return PicturePattern.TryParse(text.Value, out var pattern) ? pattern : null;
        }

        return scene is null || frames.Count == 0 ? null : new PicturePattern(Path.GetFileNameWithoutExtension(scene.Value), 4, ".png");
    }

    private JobLimits Limits()
    {
        var standard = new JobLimits();
        if (values.Section("limits") is not { } limits)
        {
            return standard;
        }

        return standard with
        {
            Processors = limits.Text("cpus") is { } cpus && JobRules.TryProcessors(cpus.Value, out var number) ? number : null,
            MemoryBytes = TestNeedsReader.Bytes(limits, "memory") ?? standard.MemoryBytes,
            Pids = limits.Text("pids") is { } pids ? int.Parse(pids.Value, CultureInfo.InvariantCulture) : standard.Pids,
            Time = limits.Text("time") is { } time && Durations.TryParse(time.Value, out var span) ? span : null,
            DiskBytes = TestNeedsReader.Bytes(limits, "disk"),
            LogBytes = TestNeedsReader.Bytes(limits, "log") ?? standard.LogBytes,
        };
    }
}
