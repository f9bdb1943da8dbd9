using System.Text.Json.Nodes;

namespace Images.Engines;

/// <summary>Writes a <see cref="ContainerSpec"/> as the body of <c>POST /containers/create</c>.</summary>
internal static class ContainerRequest
{
    /// <summary>The body; what is left to the image or the engine is left out.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="owner">Value of the label by which leftovers are found.</param>
    public static JsonObject Body(ContainerSpec spec, string owner)
    {
        var body = new JsonObject
        {
            ["Image"] = spec.Image,
            ["AttachStdin"] = spec.Input is not null,
            ["AttachStdout"] = true,
            ["AttachStderr"] = true,
            ["OpenStdin"] = spec.Input is not null,
            ["StdinOnce"] = spec.Input is not null,
            ["Env"] = List(spec.Environment.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}={e.Value}")),
            ["Labels"] = Labels(spec, owner),
            ["HostConfig"] = Host(spec),
        };
        var (entrypoint, command) = Program(spec);
        if (spec.Terminal)
        {
            body["Tty"] = true;
        }

        Add(body, "Entrypoint", entrypoint);
        Add(body, "Cmd", command);
        Add(body, "User", spec.User);
        Add(body, "WorkingDir", spec.WorkingDirectory);
        return body;
    }

    /// <summary>Engines take an empty entrypoint for none given; so the command's first word becomes the entrypoint.</summary>
    private static (IReadOnlyList<string>? Entrypoint, IReadOnlyList<string>? Command) Program(ContainerSpec spec) =>
        spec switch
        {
            { Entrypoint.Count: 0, Command: { Count: > 0 } command } => ([command[0]], [.. command.Skip(1)]),
            { Entrypoint.Count: 0 } => ([""], spec.Command),
            _ => (spec.Entrypoint, spec.Command),
        };

    private static JsonObject Host(ContainerSpec spec)
    {
        var host = new JsonObject
        {
            ["NetworkMode"] = spec.Network,
            ["ReadonlyRootfs"] = spec.ReadOnlyRoot,
            ["Init"] = spec.Init,
            ["CapDrop"] = List(spec.DroppedCapabilities),
            ["CapAdd"] = List(spec.AddedCapabilities),
            ["SecurityOpt"] = List(spec.SecurityOptions),
            ["GroupAdd"] = List(spec.Groups),
            ["LogConfig"] = new JsonObject { ["Type"] = "none" },
            ["Tmpfs"] = Map(spec.Tmpfs),
            ["Mounts"] = Mounts(spec),
        };
        if (spec.Privileged)
        {
            host["Privileged"] = true;
        }

        if (spec.Binds.Count > 0)
        {
            host["Binds"] = List(spec.Binds);
        }

        Add(host, "PidsLimit", spec.PidsLimit);
        Add(host, "ShmSize", spec.ShmBytes);
        if (spec.MemoryBytes is { } memory)
        {
            // Equal limits mean no swap: a container over its memory is killed instead of slowing the machine.
            host["Memory"] = memory;
            host["MemorySwap"] = memory;
        }

        if (spec.Processors is { } processors)
        {
            host["NanoCpus"] = (long)(processors * 1_000_000_000);
        }

        if (spec.FileBytes is { } bytes)
        {
            host["Ulimits"] = new JsonArray(
                new JsonObject
                {
                    ["Name"] = "fsize",
                    ["Soft"] = bytes,
                    ["Hard"] = bytes,
                }
            );
        }

        var devices = new JsonArray();
        if (spec.Gpus)
        {
            devices.Add((JsonNode)new JsonObject { ["Count"] = -1, ["Capabilities"] = new JsonArray(new JsonArray("gpu")) });
        }

        if (spec.CdiDevices.Count > 0)
        {
            devices.Add((JsonNode)new JsonObject { ["Driver"] = "cdi", ["DeviceIDs"] = List(spec.CdiDevices) });
        }

        if (devices.Count > 0)
        {
            host["DeviceRequests"] = devices;
        }

        return host;
    }

    private static JsonArray Mounts(ContainerSpec spec) =>
        new([
            .. spec.Mounts.Select(static mount => Mount("bind", mount.Target, mount.Source, mount.ReadOnly)),
            .. spec.Volumes.Select(static volume => Mount("volume", volume.Target, volume.Name, readOnly: true)),
            .. spec.EmptyVolumes.Select(static target => Unfilled(Mount("volume", target, null, readOnly: false))),
            .. spec.FilledVolumes.Select(static target => Mount("volume", target, null, readOnly: false)),
            .. spec is { OutputFile: { } file, OutputVolume: { } volume }
                ? [Unfilled(Mount("volume", ContainerSpec.DirectoryOf(file), volume, readOnly: false))]
                : Array.Empty<JsonNode>(),
        ]);

    private static JsonObject Mount(string type, string target, string? source, bool readOnly)
    {
        var mount = new JsonObject { ["Type"] = type };
        Add(mount, "Source", source);
        mount["Target"] = target;
        mount["ReadOnly"] = readOnly;
        return mount;
    }

    private static JsonObject Unfilled(JsonObject mount)
    {
        mount["VolumeOptions"] = new JsonObject { ["NoCopy"] = true };
        return mount;
    }

    private static JsonObject Labels(ContainerSpec spec, string owner)
    {
        var labels = Map(spec.Labels);
        if (!spec.Lasts)
        {
            labels[RunLabels.Owner] = owner;
        }

        return labels;
    }

    private static JsonObject Map(IReadOnlyDictionary<string, string> map) =>
        new(map.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => KeyValuePair.Create(e.Key, (JsonNode?)e.Value)));

    private static JsonArray List(IEnumerable<string> items) => new([.. items.Select(item => (JsonNode?)JsonValue.Create(item))]);

    private static void Add(JsonObject body, string name, IReadOnlyList<string>? items)
    {
        if (items is not null)
        {
            body[name] = List(items);
        }
    }

    private static void Add(JsonObject body, string name, string? value)
    {
        if (value is not null)
        {
            body[name] = value;
        }
    }

    private static void Add(JsonObject body, string name, long? value)
    {
        if (value is { } number)
        {
            body[name] = number;
        }
    }
}
