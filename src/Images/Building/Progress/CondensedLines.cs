using System.Globalization;

namespace Images.Building;

/// <summary>
/// The plain form of progress for a reader who follows many images: what took no time or came out of the cache is told in one line
/// or none, and an image whose steps were all cached is the one line that ends it.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="hasColor">Whether the reader wants colour.</param>
public sealed class CondensedLines(TimeProvider time, bool hasColor = false)
{
    private static readonly TimeSpan Noticeable = TimeSpan.FromSeconds(1);

    private readonly TextColor color = new(hasColor);
    private readonly Dictionary<string, Progress> images = new(StringComparer.Ordinal);

    /// <summary>Says an event in words.</summary>
    /// <param name="value">The event.</param>
    /// <returns>The lines that are due now, perhaps with what was held back of the same image.</returns>
    public IReadOnlyList<string> Of(ImageEvent value)
    {
        var id = value.Image.Id;
        if (value is ImageFinished finished)
        {
            images.Remove(id);
            return [OutcomeWords.Line(finished, color)];
        }

        if (!images.TryGetValue(id, out var image))
        {
            images.Add(id, image = new Progress(id, time));
        }

        return value switch
        {
            StepStarted step => image.Start(step),
            StepOutput output => image.Write(output),
            StepFinished step => image.Finish(step),
            ImageWarning warning => [$"{id}: warning: {warning.Message}"],
            ImageNote note => [$"{id}: {note.Message}"],
            _ => [],
        };
    }

    /// <summary>Says what has been going on for a while and was not told yet.</summary>
    /// <returns>The lines.</returns>
    public IReadOnlyList<string> Overdue() => [.. images.Values.SelectMany(image => image.Overdue())];

    private sealed class Progress(string id, TimeProvider time)
    {
        private readonly List<string> held = [$"{id}: building"];
        private readonly Dictionary<string, Step> steps = new(StringComparer.Ordinal);
        private readonly long started = time.GetTimestamp();
        private int last;

        public List<string> Start(StepStarted step)
        {
            if (!IsInternal(step.Name))
            {
                StepOf(step.Step, step.Name).Begin();
            }

            return [];
        }

        public IReadOnlyList<string> Write(StepOutput output)
        {
            var step = StepOf(output.Step, string.Empty);
            return [.. Shown(step), Line(step, $"| {output.Line}")];
        }

        public IReadOnlyList<string> Finish(StepFinished finished)
        {
            if (finished.Error is { } error)
            {
                var failed = StepOf(finished.Step, finished.Name);
                return [.. Shown(failed), Line(failed, $"FAILED: {error}")];
            }

            if (IsInternal(finished.Name))
            {
                return [];
            }

            var step = StepOf(finished.Step, finished.Name);
            step.IsRunning = false;
            if (finished.Cached)
            {
                held.Add(Line(step, $"{step.Name} cached"));
                return [];
            }

            var took = $"done {Quantity.Duration(finished.Duration)}";
            if (step.IsShown)
            {
                step.IsTold = true;
                return [Line(step, took)];
            }

            if (step.IsTold)
            {
                return [];
            }

            step.IsTold = true;
            return finished.Duration >= Noticeable || IsWork(finished.Name) ? [.. Release(), Line(step, $"{step.Name} {took}")] : [];
        }

        public IEnumerable<string> Overdue()
        {
            var late = steps
                .Values.Where(step => step is { IsRunning: true, IsShown: false } && time.GetElapsedTime(step.Began) >= Noticeable)
                .ToList();
            if (late.Count == 0 && (held is not [var only] || time.GetElapsedTime(started) < Noticeable))
            {
                return [];
            }

            return [.. Release(), .. late.SelectMany(Shown)];
        }

        private Step StepOf(string key, string name)
        {
            if (!steps.TryGetValue(key, out var step))
            {
                steps.Add(key, step = new Step(++last, name, time));
            }

            return step;
        }

        private IEnumerable<string> Shown(Step step)
        {
            if (step.IsShown)
            {
                return Release();
            }

            step.IsShown = true;
            return [.. Release(), Line(step, step.Name)];
        }

        private List<string> Release()
        {
            List<string> lines = [.. held];
            held.Clear();
            return lines;
        }

        private string Line(Step step, string text) => string.Create(CultureInfo.InvariantCulture, $"{id}: #{step.Number} {text}");

        // What the engine does for itself is of interest only when it fails.
        private static bool IsInternal(string name) => name.StartsWith("[internal]", StringComparison.Ordinal);

        private static bool IsWork(string name) =>
            name.Split("] ", 2) is [_, var text] && text.Split(' ', 2)[0].ToUpperInvariant() is "RUN" or "COPY" or "ADD";
    }

    private sealed class Step(int number, string name, TimeProvider time)
    {
        public int Number => number;

        public string Name => name;

        public long Began { get; private set; } = time.GetTimestamp();

        public bool IsRunning { get; set; }

        public bool IsShown { get; set; }

        public bool IsTold { get; set; }

        public void Begin()
        {
            Began = time.GetTimestamp();
            IsRunning = true;
            IsShown = false;
        }
    }
}
