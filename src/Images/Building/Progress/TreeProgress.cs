using System.Globalization;
using System.Text;

namespace Images.Building;

/// <summary>A live tree: what is running is redrawn in place, what is finished scrolls up as one line an image.</summary>
public sealed class TreeProgress : IProgress<ImageEvent>, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    // Terminals that do not know these leave them out (DEC private mode 2026).
    private const string BeginUpdate = "\e[?2026h";
    private const string EndUpdate = "\e[?2026l";

    private readonly ITerminal terminal;
    private readonly ProgressState state;
    private readonly List<string> finished = [];
    private readonly Lock gate = new();
    private readonly TextColor color;
    private readonly ITimer timer;
    private IReadOnlyList<string> drawn = [];
    private int drawnWidth;
    private bool disposed;

    /// <summary>Starts drawing.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="total">How many images the plan has.</param>
    /// <param name="time">The clock.</param>
    /// <param name="hasColor">Whether the reader wants colour.</param>
    public TreeProgress(ITerminal terminal, int total, TimeProvider time, bool hasColor = false)
    {
        color = new TextColor(hasColor);
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
                finished.Add(OutcomeWords.Line(done, color));
            }
            else if (value is ImageWarning warning)
            {
                finished.Add($"{warning.Image.Id}: warning: {warning.Message}");
            }
            else if (value is ImageNote note)
            {
                finished.Add($"{note.Image.Id}: {note.Message}");
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

    // Every line is written over the one that was there, so that nothing is blank in between; the terminal shows it all at once.
    private void Draw(IReadOnlyList<string> live)
    {
        var text = new StringBuilder(BeginUpdate);
        var up = Math.Min(drawn.Sum(Rows), Math.Max(0, terminal.Height - 1));
        if (up > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\e[{up}A");
        }

        text.Append('\r');
        if (terminal.Width != drawnWidth)
        {
            // Folded lines have other lengths than those that come in their place.
            text.Append("\e[J");
        }

        foreach (var line in finished.Concat(live))
        {
            text.Append(line).Append("\e[K\n");
        }

        text.Append("\e[J").Append(EndUpdate);
        finished.Clear();
        drawn = live;
        drawnWidth = terminal.Width;
        terminal.Write(text.ToString());
    }

    // A terminal that became narrower has folded the lines that were drawn for its old width.
    private int Rows(string line) => Math.Max(1, (TerminalText.Columns(line) + terminal.Width - 1) / Math.Max(1, terminal.Width));
}
