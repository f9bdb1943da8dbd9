using System.Diagnostics;
using Images.Engines;
using Images.Jobs.Staging;

namespace Images.Tests.Jobs.Staging;

/// <summary>Containers that are folders of this machine, whose programs its shell runs, in place of an engine's.</summary>
internal sealed class ShellContainers(string root) : ILastingContainers
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (ContainerSpec Spec, string Folder)> containers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (IReadOnlyDictionary<string, string> Labels, string Folder)> images = new(StringComparer.Ordinal);
    private int number;

    public int Made { get; private set; }

    public int Restarts { get; private set; }

    public IReadOnlyList<string> Containers
    {
        get
        {
            lock (gate)
            {
                return [.. containers.Keys];
            }
        }
    }

    public int Images => images.Count;

    public Task<IReadOnlyList<LastingObject>> ListAsync(string label, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<LastingObject>>([
                .. containers
                    .Select(each => new LastingObject(each.Key, each.Value.Spec.Image, each.Value.Spec.Labels))
                    .Where(each => Has(each, label)),
            ]);
        }
    }

    public Task<IReadOnlyList<LastingObject>> ListImagesAsync(string label, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<LastingObject>>([
                .. images.Select(each => new LastingObject(each.Key, each.Key, each.Value.Labels)).Where(each => Has(each, label)),
            ]);
        }
    }

    public Task<string> CreateAsync(ContainerSpec spec)
    {
        Assert.True(spec.Lasts);
        lock (gate)
        {
            Made++;
            var id = $"container{++number:0000000000}";
            var folder = Directory.CreateDirectory(Path.Combine(root, id)).FullName;
            if (images.TryGetValue(spec.Image, out var image))
            {
                Copy(image.Folder, folder);
            }

            containers.Add(id, (spec, folder));
            return Task.FromResult(id);
        }
    }

    public Task WakeAsync(string id, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RestartAsync(string id, CancellationToken cancellationToken)
    {
        Restarts++;
        return Task.CompletedTask;
    }

    public async Task<ContainerResult> RunAsync(
        string id,
        ContainerSpec spec,
        IProgress<ContainerChunk>? listener,
        CancellationToken cancellationToken
    )
    {
        var (made, folder) = containers[id];
        var words = spec.Entrypoint!.Concat(spec.Command ?? []).Select(Mapped).ToList();
        var start = new ProcessStartInfo(words[0], words.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.WorkingDirectory = spec.WorkingDirectory is { } directory ? Mapped(directory) : folder;
        foreach (var (name, value) in made.Environment.Concat(spec.Environment))
        {
            start.Environment[name] = Mapped(value);
        }

        using var process = Process.Start(start)!;
        await Task.WhenAll(
            PassAsync(process.StandardOutput, ContainerStream.Output),
            PassAsync(process.StandardError, ContainerStream.Error)
        );
        await process.WaitForExitAsync(cancellationToken);
        return new ContainerResult(process.ExitCode, "", "", 0, TimedOut: false, OutOfMemory: false, TimeSpan.Zero);

        string Mapped(string text) =>
            made
                .Mounts.Append(new ContainerMount(Path.Combine(folder, "setup"), ComputationFolders.Setup))
                .Append(new ContainerMount(Path.Combine(folder, "state"), ComputationFolders.State))
                .Where(mount => text == mount.Target || text.StartsWith(mount.Target + "/", StringComparison.Ordinal))
                .Select(mount => mount.Source + text[mount.Target.Length..])
                .FirstOrDefault(text);

        async Task PassAsync(StreamReader reader, ContainerStream stream)
        {
            var text = await reader.ReadToEndAsync(cancellationToken);
            listener?.Report(new ContainerChunk(stream, System.Text.Encoding.UTF8.GetBytes(text)));
        }
    }

    public Task CommitAsync(string id, string repository, string tag)
    {
        lock (gate)
        {
            var image = $"image{++number:0000000000}";
            var folder = Directory.CreateDirectory(Path.Combine(root, image)).FullName;
            Copy(containers[id].Folder, folder);
            images.Add(image, (containers[id].Spec.Labels, folder));
            return Task.CompletedTask;
        }
    }

    public Task RemoveAsync(string id)
    {
        lock (gate)
        {
            containers.Remove(id);
            return Task.CompletedTask;
        }
    }

    public Task<bool> RemoveImageAsync(string id)
    {
        lock (gate)
        {
            return Task.FromResult(containers.Values.All(container => container.Spec.Image != id) && images.Remove(id));
        }
    }

    private static bool Has(LastingObject each, string label) =>
        label.Split('=', 2) is [var name, var value] ? each.Labels.GetValueOrDefault(name) == value : each.Labels.ContainsKey(label);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
