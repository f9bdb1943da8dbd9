using System.Text.RegularExpressions;
using Images.BuildKit.Progress;
using Images.Engines;
using Images.Planning;

namespace Images.Building;

/// <summary>Turns what BuildKit tells of one build into events of the family's build.</summary>
/// <param name="image">Whose build.</param>
/// <param name="progress">Hears of them.</param>
/// <param name="mask">Hides what nobody may read.</param>
internal sealed partial class StepEvents(PlannedImage image, IProgress<ImageEvent> progress, SecretMask mask) : IProgress<BuildEvent>
{
    private const int TailLength = 20;

    private readonly Dictionary<string, OutputLines> outputs = new(StringComparer.Ordinal);
    private bool ranAnything;

    /// <summary>Gets whether every step so far came out of the cache.</summary>
    public bool AllCached => !ranAnything;

    /// <summary>Gets the last lines of the step that failed, or nothing.</summary>
    public IReadOnlyList<string> FailureTail { get; private set; } = [];

    /// <inheritdoc/>
    public void Report(BuildEvent value)
    {
        switch (value)
        {
            case VertexStarted started:
                progress.Report(new StepStarted(image, started.Digest, Shown(started.Name)) { Started = started.Started });
                break;
            case VertexLog log:
                Write(log.Digest, OutputOf(log.Digest).Append(log.Data.Span), log);
                break;
            case VertexStatus status:
                progress.Report(
                    new StepTransferred(image, status.Digest, Clean(status.Id), status.Current, status.Total)
                    {
                        Measured = status.Timestamp,
                        Completed = status.Completed,
                    }
                );
                break;
            case VertexCompleted completed:
                Complete(completed);
                break;
            case BuildWarning warning:
                progress.Report(new ImageWarning(image, Clean(warning.Message)));
                break;
        }
    }

    private void Complete(VertexCompleted completed)
    {
        var output = OutputOf(completed.Digest);
        Write(completed.Digest, output.Flush());
        if (completed.Error is not null)
        {
            FailureTail = output.Last;
        }

        // [internal] steps and the bases' own (FROM, context) never are the image's work.
        ranAnything |= !completed.Cached && StepNames.IsWork(completed.Name);
        var error = completed.Error is null ? null : Clean(completed.Error);
        progress.Report(
            new StepFinished(image, completed.Digest, Shown(completed.Name), completed.Cached, error, completed.Duration)
            {
                Completed = completed.Completed,
            }
        );
    }

    // What a RUN mounts, how it is indented and what our images are called for the time of the run says little about what it does.
    private string Shown(string name) => Whitespace().Replace(RunOptions().Replace(LocalNames.Readable(Clean(name)), "RUN "), " ");

    private string Clean(string text) => mask.Apply(ContainerText.HarmlessLine(text));

    private OutputLines OutputOf(string digest)
    {
        if (!outputs.TryGetValue(digest, out var output))
        {
            outputs.Add(digest, output = new OutputLines(TailLength, mask));
        }

        return output;
    }

    private void Write(string digest, IEnumerable<string> lines, VertexLog? log = null)
    {
        foreach (var line in lines)
        {
            progress.Report(new StepOutput(image, digest, line) { IsError = log?.Stream == LogStream.Error, Written = log?.Timestamp });
        }
    }

    [GeneratedRegex(@"(?<=\] )RUN (?:--\S+\s+)+")]
    private static partial Regex RunOptions();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
