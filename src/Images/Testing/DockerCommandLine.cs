using System.Globalization;
using System.Text;
using Images.Engines;

namespace Images.Testing;

/// <summary>Writes the <c>docker run</c> line that does by hand what a container's run did.</summary>
public static class DockerCommandLine
{
    /// <summary>Writes the line.</summary>
    /// <param name="spec">How the container is run.</param>
    /// <returns>One line for bash.</returns>
    public static string For(ContainerSpec spec)
    {
        var words = new List<string> { "docker", "run", "--rm" };
        AddProfile(words, spec);
        foreach (var (name, value) in spec.Environment)
        {
            words.AddRange(["--env", $"{name}={value}"]);
        }

        Add(words, "--user", spec.User);
        Add(words, "--workdir", spec.WorkingDirectory);
        foreach (var mount in spec.Mounts)
        {
            words.AddRange(["--volume", $"{mount.Source}:{mount.Target}{(mount.ReadOnly ? ":ro" : "")}"]);
        }

        AddEach(words, "--volume", spec.Binds);
        foreach (var volume in spec.Volumes)
        {
            words.AddRange(["--volume", $"{volume.Name}:{volume.Target}:ro"]);
        }

        if (spec.OutputFile is { } file)
        {
            // Writable for everybody, as the volume is that stands there in a test.
            words.AddRange(["--tmpfs", $"{ContainerSpec.DirectoryOf(file)}:exec"]);
        }

        Add(words, "--platform", spec.Platform);
        Add(
            words,
            "--entrypoint",
            spec.Entrypoint is { Count: > 0 } entrypoint ? entrypoint[0]
                : spec.Entrypoint is null ? null
                : ""
        );
        words.Add(spec.Image);
        words.AddRange(spec.Entrypoint?.Skip(1) ?? []);
        words.AddRange(spec.Command ?? []);
        return string.Join(' ', words.Select(Quote));
    }

    /// <summary>Writes the line that has an image's shell run a command, in the strict profile.</summary>
    /// <param name="imageId">The image.</param>
    /// <param name="command">For the shell.</param>
    /// <returns>One line for bash.</returns>
    public static string ForShell(string imageId, string command) => For(TestContainer.Of(imageId, ["/bin/sh", "-c", command]));

    private static void AddProfile(List<string> words, ContainerSpec spec)
    {
        Add(words, spec.Init, "--init");
        Add(words, spec.Terminal, "--tty");
        Add(words, spec.Privileged, "--privileged");
        Add(words, "--network", spec.Network);
        Add(words, spec.ReadOnlyRoot, "--read-only");
        foreach (var (path, options) in spec.Tmpfs)
        {
            words.AddRange(["--tmpfs", options.Length == 0 ? path : $"{path}:{options}"]);
        }

        Add(words, "--shm-size", Number(spec.ShmBytes));
        AddEach(words, "--cap-drop", spec.DroppedCapabilities);
        AddEach(words, "--cap-add", spec.AddedCapabilities);
        AddEach(words, "--security-opt", spec.SecurityOptions);
        AddEach(words, "--group-add", spec.Groups);
        Add(words, "--pids-limit", Number(spec.PidsLimit));
        Add(words, "--memory", Number(spec.MemoryBytes));
        Add(words, "--memory-swap", Number(spec.MemoryBytes));
        Add(words, "--cpus", spec.Processors?.ToString(CultureInfo.InvariantCulture));
        if (spec.Gpus)
        {
            words.AddRange(["--gpus", "all"]);
        }

        AddEach(words, "--device", spec.CdiDevices);
    }

    /// <summary>Quotes a word for bash. Control characters are written as escapes, so the result is one line.</summary>
    /// <param name="word">Any text.</param>
    /// <returns>The word itself when nothing in it is special.</returns>
    public static string Quote(string word)
    {
        if (
            word.Length > 0
            && word.All(character => char.IsAsciiLetterOrDigit(character) || "-_./:=@,+%".Contains(character, StringComparison.Ordinal))
        )
        {
            return word;
        }

        if (!word.Any(char.IsControl))
        {
            return $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
        }

        var quoted = new StringBuilder("$'");
        foreach (var character in word)
        {
            _ = character switch
            {
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                '\'' or '\\' => quoted.Append('\\').Append(character),
                _ when char.IsControl(character) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => quoted.Append(character),
            };
        }

        return quoted.Append('\'').ToString();
    }

    private static string? Number(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static void Add(List<string> words, bool wanted, string flag)
    {
        if (wanted)
        {
            words.Add(flag);
        }
    }

    private static void Add(List<string> words, string flag, string? value)
    {
        if (value is not null)
        {
            words.AddRange([flag, value]);
        }
    }

    private static void AddEach(List<string> words, string flag, IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            words.AddRange([flag, value]);
        }
    }
}
