using System.Text.Json;
using System.Text.Json.Serialization;
using Images.Definitions;
using Images.Planning.Locking;

namespace Images.Building;

/// <summary>
/// Keeps on disk what a run decided and what came of each image, a line each as it happens, so that a run that was killed can be
/// resumed.
/// </summary>
public sealed class RunJournal : IProgress<ImageEvent>, IDisposable
{
    private const string FileName = "artifacts/journal.jsonl";

    private static readonly string[] InputFolders = ["images", "templates"];

    private readonly StreamWriter writer;

    private RunJournal(StreamWriter writer)
    {
        this.writer = writer;
    }

    /// <summary>Begins the journal of a run; that of the run before is gone.</summary>
    /// <param name="root">The family's root.</param>
    /// <param name="decisions">What was decided.</param>
    /// <returns>The journal.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static RunJournal Begin(string root, RunDecisions decisions)
    {
        var path = Path.Combine(root, FileName);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var journal = new RunJournal(new StreamWriter(path, append: false) { AutoFlush = true });
        journal.Write(new JournalLine { Decisions = decisions });
        return journal;
    }

    /// <summary>Reads what the last run decided.</summary>
    /// <param name="root">The family's root.</param>
    /// <returns>Null where there was none, or where it came to a good end.</returns>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    public static RunDecisions? Unfinished(string root)
    {
        var path = Path.Combine(root, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        var lines = File.ReadLines(path).Select(Parse).OfType<JournalLine>().ToList();
        return lines.Exists(line => line.Complete) ? null : lines.Select(line => line.Decisions).FirstOrDefault(found => found is not null);
    }

    /// <summary>Guesses from dates, in a moment, whether a run will have something to build.</summary>
    /// <param name="root">The family's root.</param>
    /// <returns>False where the last run came to a good end and no definition, template or context file is newer than that.</returns>
    public static bool MayHaveWork(string root)
    {
        var journal = new FileInfo(Path.Combine(root, FileName));
        return !journal.Exists
            || Unfinished(root) is not null
            || File.GetLastWriteTimeUtc(Path.Combine(root, BaseLock.FileName)) > journal.LastWriteTimeUtc
            || InputFolders
                .Select(folder => Path.Combine(root, folder))
                .Where(Directory.Exists)
                .SelectMany(FileWalk.Entries)
                .Any(entry => entry.LastWriteTimeUtc > journal.LastWriteTimeUtc);
    }

    /// <inheritdoc/>
    public void Report(ImageEvent value)
    {
        if (value is ImageFinished { Result: var result })
        {
            Write(
                new JournalLine
                {
                    Image = value.Image.Id,
                    Outcome = OutcomeWords.Of(result.Outcome),
                    Id = result.ImageId,
                }
            );
        }
    }

    /// <summary>Notes that everything was done and is good: there is nothing to resume.</summary>
    public void Complete() => Write(new JournalLine { Complete = true });

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    // The last line of a killed run may be half a line.
    private static JournalLine? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, JournalJson.Default.JournalLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Write(JournalLine line) => writer.WriteLine(JsonSerializer.Serialize(line, JournalJson.Default.JournalLine));
}

/// <summary>A line of the journal: the decisions, an image, or the end.</summary>
internal sealed record JournalLine
{
    public RunDecisions? Decisions { get; init; }

    public string? Image { get; init; }

    public string? Outcome { get; init; }

    public string? Id { get; init; }

    public bool Complete { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault
)]
[JsonSerializable(typeof(JournalLine))]
internal sealed partial class JournalJson : JsonSerializerContext;
