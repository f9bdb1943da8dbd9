using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Images.Jobs.Running;

/// <summary>Writes a job's script and parameters into its work folder.</summary>
internal static class WorkFiles
{
    private const UnixFileMode Script =
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute;

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes them. What an earlier job left under their names is replaced, links included.</summary>
    /// <param name="folder">The folder, which is there.</param>
    /// <param name="job">The job.</param>
    /// <param name="parameters">Its parameters, the folders' names among them.</param>
    /// <exception cref="IOException">They cannot be written.</exception>
    public static void Write(string folder, JobDefinition job, JsonObject parameters)
    {
        if (job.Script is not { } script)
        {
            Put(Path.Combine(folder, "params.json"), parameters.ToJsonString(Readable) + "\n");
            return;
        }

        var path = Path.Combine(folder, script.FileName);
        Put(path, script.Text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, Script);
        }

        Put(Path.Combine(folder, "params.json"), parameters.ToJsonString(Readable) + "\n");
        if (script.IsPython)
        {
            Put(Path.Combine(folder, "params.py"), Module(parameters));
        }
    }

    /// <summary>Writes parameters as a Python module: <c>name = value</c>, each on one line.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <returns>The module, ASCII alone.</returns>
    internal static string Module(JsonObject parameters)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in parameters)
        {
            text.Append(name).Append(" = ");
            Append(text, value);
            text.Append('\n');
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                text.Append('[');
                foreach (var (index, item) in list.Index())
                {
                    text.Append(index == 0 ? "" : ", ");
                    Append(text, item);
                }

                text.Append(']');
                break;
            case JsonObject map:
                text.Append('{');
                foreach (var (index, (key, value)) in map.Index())
                {
                    text.Append(index == 0 ? "" : ", ");
                    AppendText(text, key);
                    text.Append(": ");
                    Append(text, value);
                }

                text.Append('}');
                break;
            case JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False:
                text.Append(value.GetValue<bool>() ? "True" : "False");
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                AppendText(text, value.GetValue<string>());
                break;
            case null:
                text.Append("None");
                break;
            default:
                text.Append(node.ToJsonString());
                break;
        }
    }

    private static void AppendText(StringBuilder text, string value)
    {
        text.Append('\'');
        foreach (var character in value.EnumerateRunes())
        {
            _ = character.Value switch
            {
                '\'' => text.Append("\\'"),
                '\\' => text.Append(@"\\"),
                >= ' ' and < 0x7F => text.Append((char)character.Value),
                > 0xFFFF => text.Append(CultureInfo.InvariantCulture, $"\\U{character.Value:x8}"),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\u{character.Value:x4}"),
            };
        }

        text.Append('\'');
    }

    private static void Put(string path, string text)
    {
        File.Delete(path);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        file.Write(Encoding.UTF8.GetBytes(text));
    }
}
