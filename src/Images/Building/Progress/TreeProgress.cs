using System.Globalization;
using System.Text;

namespace Images.Building;

/// <summary>A live tree: what is running is redrawn in place, what is finished scrolls up as one line an image.</summary>
public sealed class TreeProgress : IProgress<ImageEvent>, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly ITerminal terminal;
    private readonly ProgressState state;
    private readonly List<string> finished = [];
    private readonly Lock gate = new();
    private readonly ITimer timer;
    private IReadOnlyList<string> drawn = [];
    private bool disposed;

    /// <summary>Starts drawing.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="total">How many images the plan has.</param>
    /// <param name="time">The clock.</param>
    public TreeProgress(ITerminal terminal, int total, TimeProvider time)
    {
        this.terminal = terminal;
        state = new ProgressState(total, time);
        timer = time.CreateTimer(_ => Redraw(), null, Interval, Interval);
    }

    /// <inheritdoc/>
    public void Report(ImageEvent value)
    {
        lock (gate)
        {
            state.Apply(value);
            if (value is ImageFinished done)
            {
                finished.Add($"{done.Image.Id}: {OutcomeWords.Sentence(done.Result)}");
            }
            else if (value is ImageWarning warning)
            {
                finished.Add($"{warning.Image.Id}: warning: {warning.Message}");
            }
        }
    }

    /// <summary>Draws the last finished images and takes the live part away.</summary>
    public void Dispose()
    {
        timer.Dispose();
        lock (gate)
        {
            if (!disposed)
            {
                disposed = true;
                Draw([]);
            }
        }
    }

    private void Redraw()
    {
        lock (gate)
        {
            if (!disposed)
            {
                Draw(TreeView.Draw(state, terminal.Width, terminal.Height - 1));
            }
        }
    }

    private void Draw(IReadOnlyList<string> live)
    {
        var text = new StringBuilder();
        if (drawn.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\e[{drawn.Sum(Rows)}A");
        }

        text.Append("\r\e[J");
        foreach (var line in finished.Concat(live))
        {
            text.Append(line).Append('\n');
        }

        finished.Clear();
        drawn = live;
        terminal.Write(text.ToString());
    }

    // A terminal that became narrower has folded the lines that were drawn for its old width.
    private int Rows(string line) => Math.Max(1, (line.Length + terminal.Width - 1) / Math.Max(1, terminal.Width));
}
