using System.Text;
using System.Text.RegularExpressions;

namespace Images.Rendering.Importing;

/// <summary>Writes the definition of an imported image.</summary>
/// <param name="image">The image.</param>
/// <param name="references">What names stand for.</param>
internal sealed partial class ImportedDefinition(ImportedImage image, ImportReferences references)
{
    private readonly StringBuilder text = new("# yaml-language-server: $schema=../image.schema.json\n");

    /// <summary>Writes it. The template has to be written before, since both share the matrix.</summary>
    /// <param name="files">The Dockerfiles, in the order of the targets.</param>
    /// <param name="origin">Where the image comes from, for the description.</param>
    /// <returns>YAML, LF line ends.</returns>
    public string Of(IReadOnlyList<ImportedDockerfile> files, string origin)
    {
        var targets = image.Targets;
        var from = image.Texts.Of([.. files.Select(From)], "parent");
        var tags = Tags();
        var args = Map(targets, target => Used(target, files));
        var labels = Map(targets, target => target.Labels);
        var platforms = targets.SelectMany(target => target.Platforms).Distinct(StringComparer.Ordinal).ToList();
        Line("description", Quote(Description(origin)));
        Line("from", Quote(from));
        Matrix();
        Line("tags", List(tags));
        Lines("platforms", platforms);
        Entries("args", args);
        Entries("labels", labels);
        Each("secrets", targets.SelectMany(target => target.Secrets).Distinct(StringComparer.Ordinal).Select(Secret));
        Each("ssh", targets.SelectMany(target => target.Ssh).Distinct(StringComparer.Ordinal).Select(Agent));
        return text.ToString();
    }

    private string From(ImportedDockerfile file) => references.Find(file.Base, file.Target).Reference;

    private string Description(string origin)
    {
        var known = image
            .Targets.Select(target => target.Description)
            .OfType<string>()
            .Select(one => one.ReplaceLineEndings(" ").Trim())
            .FirstOrDefault();
        return CellTexts.Escape(known ?? $"{image.Name}, imported from {origin}");
    }

    // Variants that share a tag mean the newest; one with a tag less says nothing about it.
    private List<string> Tags()
    {
        var names = image
            .Targets.Select(target => target.Tags.Select(tag => ImportNames.Split(tag).Tag).Distinct(StringComparer.Ordinal).ToList())
            .ToList();
        if (names.TrueForAll(tags => tags.Count == 0))
        {
            return image.Axes.Count == 0 ? ["latest"] : [string.Join('-', image.Axes.Select(axis => $"{{{{ {axis.Name} }}}}"))];
        }

        var most = names.Max(tags => tags.Count);
        return
        [
            .. Enumerable
                .Range(0, most)
                .Select(index =>
                    image.Texts.Of([.. names.Select(tags => tags.Count == 0 ? "latest" : tags[Math.Min(index, tags.Count - 1)])], "tag")
                )
                .Distinct(StringComparer.Ordinal),
        ];
    }

    // An argument that no ARG takes would be no input of the image.
    private static Dictionary<string, string> Used(ImportedTarget target, IReadOnlyList<ImportedDockerfile> files)
    {
        var declared = files
            .First(file => file.Target == target)
            .Instructions.Where(instruction => instruction.Keyword == "ARG")
            .SelectMany(Linting.DockerfileWords.Variables)
            .Select(variable => variable.Name)
            .ToHashSet(StringComparer.Ordinal);
        return target.Args.Where(arg => declared.Contains(arg.Key)).ToDictionary(StringComparer.Ordinal);
    }

    private List<(string Key, string Value)> Map(
        IReadOnlyList<ImportedTarget> targets,
        Func<ImportedTarget, IReadOnlyDictionary<string, string>> map
    )
    {
        var maps = targets.Select(map).ToList();
        return
        [
            .. maps.SelectMany(one => one.Keys)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(key => (key, image.Texts.Of([.. maps.Select(one => one.GetValueOrDefault(key, string.Empty))], key))),
        ];
    }

    private void Matrix()
    {
        if (image.Axes.Count == 0)
        {
            return;
        }

        text.Append("matrix:\n");
        foreach (var (name, values) in image.Axes)
        {
            text.Append(null, $"  {name}: [{string.Join(", ", values.Select(Text))}]\n");
        }

        var cells = image.Targets.Select(image.CellOf).ToList();
        var missing = image
            .Axes.Aggregate(
                (IEnumerable<List<string>>)
                    [
                        [],
                    ],
                (rows, axis) => rows.SelectMany(row => axis.Values.Select(value => (List<string>)[.. row, value]))
            )
            .Where(row => !cells.Exists(row.SequenceEqual))
            .ToList();
        Combinations("exclude", missing.Select(row => image.Axes.Select((axis, index) => (axis.Name, row[index]))));
        if (image.Texts.More.Count > 0)
        {
            Combinations(
                "include",
                cells.Select(
                    (cell, index) =>
                        image
                            .Axes.Select((axis, place) => (axis.Name, cell[place]))
                            .Concat(image.Texts.More.Select(more => (more.Key, more.Value[index])))
                )
            );
        }
    }

    private void Combinations(string key, IEnumerable<IEnumerable<(string Name, string Value)>> rows)
    {
        foreach (var (index, row) in rows.Index())
        {
            text.Append(index == 0 ? $"  {key}:\n" : string.Empty)
                .Append(null, $"    - {{ {string.Join(", ", row.Select(entry => $"{entry.Name}: {Text(entry.Value)}"))} }}\n");
        }
    }

    private static string Secret(string options)
    {
        var parts = Parts(options);
        var id = parts.GetValueOrDefault("id", "secret");
        var file = parts.GetValueOrDefault("src") ?? parts.GetValueOrDefault("source");
        return file is not null
            ? $"{{ id: {Quote(id)}, file: {Quote(file)} }}"
            : $"{{ id: {Quote(id)}, env: {Quote(parts.GetValueOrDefault("env", id))} }}";
    }

    private static string Agent(string options)
    {
        var parts = options.Contains("id=", StringComparison.Ordinal) ? Parts(options) : null;
        var id = parts?.GetValueOrDefault("id", "default") ?? options.Split('=')[0];
        var socket = parts?.GetValueOrDefault("paths") ?? options.Split('=', 2).ElementAtOrDefault(1);
        return parts is null && socket is null ? Quote(id)
            : socket is { Length: > 0 } && parts is null ? $"{{ id: {Quote(id)}, socket: {Quote(socket)} }}"
            : Quote(id);
    }

    private static Dictionary<string, string> Parts(string options) =>
        options
            .Split(',')
            .Select(option => option.Split('=', 2))
            .GroupBy(option => option[0].Trim(), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last().ElementAtOrDefault(1) ?? string.Empty, StringComparer.Ordinal);

    private void Line(string key, string value) => text.Append(null, $"{key}: {value}\n");

    private void Lines(string key, List<string> values)
    {
        if (values.Count > 0)
        {
            Line(key, List(values));
        }
    }

    private void Each(string key, IEnumerable<string> items)
    {
        if (items.ToList() is { Count: > 0 } list)
        {
            Line(key, $"[{string.Join(", ", list)}]");
        }
    }

    private void Entries(string key, List<(string Key, string Value)> entries)
    {
        foreach (var (index, (name, value)) in entries.Index())
        {
            text.Append(index == 0 ? $"{key}:\n" : string.Empty).Append(null, $"  {Quote(name)}: {Text(value)}\n");
        }
    }

    private static string List(IEnumerable<string> values) => $"[{string.Join(", ", values.Select(Quote))}]";

    // Everything is text, and a reader of other YAML is told so.
    private static string Text(string value) =>
        value.Length > 0 && value.Any(char.IsAsciiLetter) && value is not ("true" or "false" or "yes" or "no" or "on" or "off" or "null")
            ? Quote(value)
            : Quoted(value);

    private static string Quote(string value) => Plain().IsMatch(value) ? value : Quoted(value);

    private static string Quoted(string value) =>
        value.Any(char.IsControl)
            ? $"\"{System.Text.Json.JsonEncodedText.Encode(value, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\""
            : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    // Nothing in it that ends a value, begins a comment, or has a meaning at the start; no list or map needs quotes for it either.
    [GeneratedRegex(@"\A[A-Za-z/][A-Za-z0-9+._/-]*(?:[: ][A-Za-z0-9+._/-]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
