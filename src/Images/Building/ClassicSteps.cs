using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Docker.DotNet.Models;
using Images.Engines;
using Images.Planning;
using Images.Rendering;

namespace Images.Building;

/// <summary>Reads steps out of the text that a classic builder writes.</summary>
/// <param name="image">Whose build.</param>
/// <param name="progress">Hears of the steps.</param>
/// <param name="time">The clock.</param>
internal sealed partial class ClassicSteps(PlannedImage image, IProgress<ImageEvent> progress, TimeProvider time) : IProgress<JSONMessage>
{
    private const int TailLength = 20;

    private readonly IReadOnlyList<DockerfileInstruction> instructions = DockerfileParser.Parse(image.Rendered.Dockerfile);
    private OutputLines output = new(TailLength, SecretMask.None);
    private string? step;
    private string? name;
    private bool cached;
    private bool ranAnything;
    private long started;
    private int number;

    /// <summary>Gets the builder's error in one line, or null.</summary>
    public string? Error { get; private set; }

    /// <summary>Gets the Dockerfile's line of the step that failed, counted from 1, or null.</summary>
    public int? Line { get; private set; }

    /// <summary>Gets the last lines of the step that failed.</summary>
    public IReadOnlyList<string> Tail { get; private set; } = [];

    /// <summary>Gets whether no step that does work was run.</summary>
    public bool AllCached => !ranAnything;

    /// <inheritdoc/>
    public void Report(JSONMessage value)
    {
        if (value.Stream is { } text)
        {
            foreach (var line in output.Append(Encoding.UTF8.GetBytes(text)))
            {
                Read(line);
            }
        }

        if ((value.Error?.Message ?? value.ErrorMessage) is { Length: > 0 } error)
        {
            End(error);
        }
    }

    /// <summary>Ends the running step, if any.</summary>
    /// <param name="error">What went wrong, or null.</param>
    public void End(string? error)
    {
        foreach (var line in output.Flush())
        {
            Read(line);
        }

        if (error is not null)
        {
            Error ??= ContainerText.HarmlessLine(error);
            Tail = output.Last;
            Line = instructions.FirstOrDefault(instruction => IsStep(instruction, name))?.FirstLine;
        }

        if (step is not null)
        {
            ranAnything |= !cached && name!.Split(' ')[0].ToUpperInvariant() is "RUN" or "COPY" or "ADD";
            progress.Report(new StepFinished(image, step, name!, cached, error is null ? null : Error, time.GetElapsedTime(started)));
        }

        step = null;
    }

    private static bool IsStep(DockerfileInstruction instruction, string? name)
    {
        var words = Whitespace().Replace(name ?? string.Empty, " ");
        var text = string.Join(' ', instruction.Flags.Prepend(instruction.Keyword).Append(instruction.Arguments));
        return words.Equals(Whitespace().Replace(text, " "), StringComparison.OrdinalIgnoreCase);
    }

    private void Read(string line)
    {
        var match = StepLine().Match(line);
        if (match.Success)
        {
            Begin(match.Groups["instruction"].Value);
        }
        else if (UsingCache().IsMatch(line))
        {
            cached = true;
        }
        else if (step is not null && line.Length > 0)
        {
            progress.Report(new StepOutput(image, step, line));
        }
    }

    private void Begin(string instruction)
    {
        End(null);
        output = new OutputLines(TailLength, SecretMask.None);
        step = (++number).ToString(CultureInfo.InvariantCulture);
        name = instruction;
        cached = false;
        started = time.GetTimestamp();
        progress.Report(new StepStarted(image, step, name));
    }

    [GeneratedRegex(@"^(?:\[\d+/\d+\] )?(?:Step|STEP) \d+(?:/\d+)? ?: (?<instruction>.*)$")]
    private static partial Regex StepLine();

    [GeneratedRegex(@"^ *-+> Using cache")]
    private static partial Regex UsingCache();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
