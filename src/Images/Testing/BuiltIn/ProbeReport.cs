using Images.Engines;

namespace Images.Testing.BuiltIn;

/// <summary>What the probe saw.</summary>
/// <param name="Started">Whether the command ran at all.</param>
/// <param name="Ended">Whether it came to its end.</param>
/// <param name="Zone">What <c>date +%Z</c> wrote.</param>
/// <param name="Programs">The declared programs in the order asked for.</param>
internal sealed record ProbeReport(bool Started, bool Ended, string Zone, IReadOnlyList<ProbedProgram> Programs)
{
    /// <summary>Gets links that lead nowhere; null when they were not looked for.</summary>
    public IReadOnlyList<string>? BrokenLinks { get; init; }

    /// <summary>Gets what everybody can write; null when it was not looked for.</summary>
    public IReadOnlyList<string>? WorldWritable { get; init; }

    /// <summary>Reads the probe's standard output.</summary>
    /// <param name="output">The output.</param>
    /// <returns>The report; what is missing stays empty.</returns>
    public static ProbeReport Read(string output)
    {
        bool started = false,
            ended = false;
        var zone = new List<string>();
        var programs = new List<ProbedProgram>();
        List<string>? section = null,
            links = null,
            writable = null;
        foreach (var line in output.Split('\n'))
        {
            if (!line.StartsWith(Probe.Mark, StringComparison.Ordinal))
            {
                section?.Add(line);
                continue;
            }

            var mark = line[Probe.Mark.Length..];
            section = null;
            switch (mark.Split(' ', 2))
            {
                case ["start"]:
                    started = true;
                    break;
                case ["end"]:
                    ended = true;
                    break;
                case ["zone"]:
                    section = zone;
                    break;
                case ["links"]:
                    section = links = [];
                    break;
                case ["writable"]:
                    section = writable = [];
                    break;
                case ["program", var name]:
                    programs.Add(new(name));
                    break;
                case ["file", var file] when programs.Count > 0:
                    programs[^1] = programs[^1] with { File = file };
                    break;
                case ["script"] when programs.Count > 0:
                    programs[^1] = programs[^1] with { IsScript = true };
                    break;
                case ["ldd"] when programs.Count > 0:
                    programs[^1] = programs[^1] with { Libraries = section = [] };
                    break;
            }
        }

        return new(started, ended, ContainerText.HarmlessLine(string.Join('\n', zone)), programs)
        {
            BrokenLinks = ended ? links : null,
            WorldWritable = ended ? writable : null,
        };
    }
}

/// <summary>A program that the image declares.</summary>
/// <param name="Name">As declared.</param>
/// <param name="File">Where it was found; null when it was not.</param>
/// <param name="IsScript">Whether it starts with <c>#!</c>.</param>
/// <param name="Libraries">The lines of <c>ldd</c>; null when it was not run.</param>
internal sealed record ProbedProgram(string Name, string? File = null, bool IsScript = false, IReadOnlyList<string>? Libraries = null);
