using System.Text.Json;
using System.Text.Json.Serialization;
using Images.Jobs.Running;

namespace Images.Jobs.Lists;

/// <summary>Keeps on disk which jobs have ended well, a line each as it happens, so that a run that was killed does not repeat them.</summary>
public sealed class JobJournal : IDisposable
{
    private readonly string path;
    private readonly Dictionary<string, JobJournalLine> done = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private FileStream? file;

    private JobJournal(string path) => this.path = path;

    /// <summary>Opens the journal of a job file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="forget">Whether what it says does not count.</param>
    /// <returns>The journal.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static JobJournal Open(string path, bool forget)
    {
        var journal = new JobJournal(path);
        if (forget)
        {
            File.Delete(path);
        }

        foreach (var line in File.Exists(path) ? File.ReadLines(path).Select(Parse).OfType<JobJournalLine>() : [])
        {
            journal.done[line.Job] = line;
        }

        return journal;
    }

    /// <summary>Asks what an earlier run left of a job.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="fingerprint">What it is made of now.</param>
    /// <returns>What it left; null when it did not end well, or was another job then.</returns>
    public IReadOnlyList<JobOutput>? Find(string job, string fingerprint) =>
        done.TryGetValue(job, out var line) && line.Fingerprint == fingerprint ? line.Outputs : null;

    /// <summary>Says whether an earlier run has a record of a job, whatever it was then.</summary>
    /// <param name="job">The job's name.</param>
    /// <returns>True when it has.</returns>
    public bool Knows(string job) => done.ContainsKey(job);

    /// <summary>Records that a job has ended well.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="fingerprint">What it is made of.</param>
    /// <param name="outputs">What it left.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Add(string job, string fingerprint, IReadOnlyList<JobOutput> outputs)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(
            new JobJournalLine(job, fingerprint, outputs),
            JobJournalJson.Default.JobJournalLine
        );
        lock (gate)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            file ??= Append();
            file.Write([.. line, (byte)'\n']);
            file.Flush();
        }
    }

    /// <summary>Forgets all: everything has ended well, and the next run begins anew.</summary>
    /// <exception cref="IOException">The file cannot be removed.</exception>
    public void Complete()
    {
        file?.Dispose();
        file = null;
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file?.Dispose();

    // After half a line of a killed run a new one begins.
    private FileStream Append()
    {
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (stream.Length > 0)
        {
            stream.Seek(-1, SeekOrigin.End);
            if (stream.ReadByte() != '\n')
            {
                stream.WriteByte((byte)'\n');
            }
        }

        return stream;
    }

    // The last line of a killed run may be half a line.
    private static JobJournalLine? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, JobJournalJson.Default.JobJournalLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A line of the journal.</summary>
internal sealed record JobJournalLine(string Job, string Fingerprint, IReadOnlyList<JobOutput> Outputs);

/// <summary>Writes and reads lines without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JobJournalLine))]
internal sealed partial class JobJournalJson : JsonSerializerContext;
