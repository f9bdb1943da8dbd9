using System.Text;
using System.Text.Json;

namespace Images.Building;

/// <summary>
/// Writes each event as one line of JSON in the shape of BuildKit's <c>client.SolveStatus</c>, as buildx's <c>rawjson</c> does, with
/// the image's id beside it; <c>state</c> tells the start and the end of an image.
/// </summary>
/// <param name="output">Where to write.</param>
public sealed class RawJsonProgress(TextWriter output) : IProgress<ImageEvent>
{
    private readonly Lock gate = new();

    /// <inheritdoc/>
    public void Report(ImageEvent value)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("image", value.Image.Id);
            Write(json, value);
            json.WriteEndObject();
        }

        var line = Encoding.UTF8.GetString(buffer.ToArray());
        lock (gate)
        {
            output.WriteLine(line);
        }
    }

    private static void Write(Utf8JsonWriter json, ImageEvent value)
    {
        switch (value)
        {
            case ImageStarted:
                json.WriteString("state", "building");
                break;
            case ImageFinished finished:
                Write(json, finished.Result);
                break;
            case StepStarted step:
                One(json, "vertexes", () => Vertex(json, step.Step, step.Name, step.Started));
                break;
            case StepFinished step:
                One(json, "vertexes", () => Write(json, step));
                break;
            case StepTransferred moved:
                One(json, "statuses", () => Write(json, moved));
                break;
            case StepOutput line:
                One(json, "logs", () => Write(json, line));
                break;
            case ImageWarning warning:
                One(json, "warnings", () => json.WriteBase64String("short", Encoding.UTF8.GetBytes(warning.Message)));
                break;
            case ImageNote note:
                json.WriteString("note", note.Message);
                break;
        }
    }

    private static void One(Utf8JsonWriter json, string list, Action write)
    {
        json.WriteStartArray(list);
        json.WriteStartObject();
        write();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Vertex(Utf8JsonWriter json, string digest, string name, DateTimeOffset? started)
    {
        json.WriteString("digest", digest);
        json.WriteString("name", name);
        WriteTime(json, "started", started);
    }

    private static void Write(Utf8JsonWriter json, StepFinished step)
    {
        Vertex(json, step.Step, step.Name, step.Completed - step.Duration);
        WriteTime(json, "completed", step.Completed);
        if (step.Cached)
        {
            json.WriteBoolean("cached", true);
        }

        if (step.Error is not null)
        {
            json.WriteString("error", step.Error);
        }
    }

    private static void Write(Utf8JsonWriter json, StepTransferred moved)
    {
        json.WriteString("id", moved.What);
        json.WriteString("vertex", moved.Step);
        if (moved.Total > 0)
        {
            json.WriteNumber("total", moved.Total);
        }

        json.WriteNumber("current", moved.Current);
        WriteTime(json, "timestamp", moved.Measured);
        WriteTime(json, "completed", moved.Completed);
    }

    private static void Write(Utf8JsonWriter json, StepOutput line)
    {
        json.WriteString("vertex", line.Step);
        json.WriteNumber("stream", line.IsError ? 2 : 1);
        json.WriteBase64String("data", Encoding.UTF8.GetBytes(line.Line + "\n"));
        WriteTime(json, "timestamp", line.Written);
    }

    private static void Write(Utf8JsonWriter json, BuiltImage result)
    {
        json.WriteString("state", OutcomeWords.Of(result.Outcome));
        json.WriteNumber("seconds", Math.Round(result.Duration.TotalSeconds, 3));
        if (result.Size is { } size)
        {
            json.WriteNumber("size", size);
        }

        if (result.ImageId is { } id)
        {
            json.WriteString("id", id);
        }

        if (result.Failure is { } failure)
        {
            json.WriteString("error", failure.Message);
        }
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } at && at != default)
        {
            json.WriteString(name, at.UtcDateTime);
        }
    }
}
