using Images.Engines;
using Images.Jobs.Running;

namespace Images.Jobs.Staging;

/// <summary>Follows a set-up by the lines that its prelude writes between those of the commands.</summary>
internal sealed class SetupFollower : IProgress<ContainerChunk>
{
    private readonly string mark;
    private readonly string shown;
    private readonly SetupScript script;
    private readonly IComputationListener listener;
    private readonly ChunkLines lines;
    private SetupStep? running;
    private string what = string.Empty;
    private string last = string.Empty;

    /// <summary>Begins.</summary>
    /// <param name="mark">What the prelude's lines begin with.</param>
    /// <param name="shown">The script's path as shown to people.</param>
    /// <param name="script">The script.</param>
    /// <param name="listener">Told of all other lines.</param>
    public SetupFollower(string mark, string shown, SetupScript script, IComputationListener listener)
    {
        (this.mark, this.shown, this.script, this.listener) = (mark, shown, script, listener);
        lines = new ChunkLines((_, line) => Take(line));
    }

    /// <summary>Gets whether the script paused behind its stages.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>Gets whether the container does not see the storage that is there now.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Gets how many stages ran to their end.</summary>
    public int StagesDone { get; private set; }

    /// <inheritdoc/>
    public void Report(ContainerChunk value) => lines.Add(value);

    /// <summary>Takes what has no line end.</summary>
    public void End() => lines.End();

    /// <summary>Says what has failed.</summary>
    /// <param name="exitCode">The script's exit code, which is not 0.</param>
    /// <returns>One line.</returns>
    public string Failure(int exitCode)
    {
        var end = LastWords.End(ContainerText.Shorten(last, 160));
        return running is null ? $"{shown}: ended with exit code {exitCode}{end}"
            : running.Kind == SetupStepKind.Stage
                ? $"{shown}:{running.Line}: {what} failed with exit code {exitCode}{end}; it is not counted, and runs again next time"
            : $"{shown}:{running.Line}: {what} failed with exit code {exitCode}{end}";
    }

    private void Take(string line)
    {
        if (!line.StartsWith(mark, StringComparison.Ordinal))
        {
            if (line.Length > 0)
            {
                last = line;
                listener.SetUp(line);
            }

            return;
        }

        switch (line[mark.Length..].Trim().Split(' '))
        {
            case ["stage", var number]:
                running = script.Stages[int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) - 1];
                what = $"stage {number} of {script.Stages.Count}";
                listener.Note($"{shown}:{running.Line}: {what}");
                break;
            case ["everytime", var number]:
                var all = script.Steps.Where(step => step.Kind == SetupStepKind.Everytime);
                running = all.ElementAt(int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) - 1);
                what = "what runs every time";
                break;
            case ["done"]:
                StagesDone += running?.Kind == SetupStepKind.Stage ? 1 : 0;
                running = null;
                last = string.Empty;
                break;
            case ["pause"]:
                IsPaused = true;
                break;
            case ["lost"]:
                IsLost = true;
                break;
            default:
                // Words that this version does not know.
                break;
        }
    }
}
