using System.Runtime.CompilerServices;
using YamlDotNet.RepresentationModel;

namespace Images.Build.Workflows;

/// <summary>A workflow of .github/workflows.</summary>
internal sealed class Workflow
{
    private Workflow(string name, string text)
    {
        (Name, Text) = (name, text);
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        Root = (YamlMappingNode)stream.Documents[0].RootNode;
    }

    public string Name { get; }

    public string Text { get; }

    public YamlMappingNode Root { get; }

    public static IReadOnlyList<Workflow> All { get; } =
    [
        .. Directory
            .EnumerateFiles(Folder(), "*.yml")
            .Order(StringComparer.Ordinal)
            .Select(file => new Workflow(Path.GetFileName(file), File.ReadAllText(file))),
    ];

    public static TheoryData<string> Names => [.. All.Select(workflow => workflow.Name)];

    public static Workflow Named(string name) => All.Single(workflow => workflow.Name == name);

    public IEnumerable<string> Events => Keys(Root["on"]);

    public IReadOnlyDictionary<string, YamlMappingNode> Jobs =>
        ((YamlMappingNode)Root["jobs"]).Children.ToDictionary(job => TextOf(job.Key), job => (YamlMappingNode)job.Value);

    /// <summary>The jobs that have steps, and not another workflow.</summary>
    public IEnumerable<KeyValuePair<string, YamlMappingNode>> JobsWithSteps => Jobs.Where(job => Find(job.Value, "steps") is not null);

    public IEnumerable<YamlMappingNode> Steps => JobsWithSteps.SelectMany(job => StepsOf(job.Value));

    public IEnumerable<string> Scripts => Steps.Select(step => Find(step, "run")).OfType<YamlScalarNode>().Select(script => script.Value!);

    public static IEnumerable<YamlMappingNode> StepsOf(YamlMappingNode job) => ((YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>();

    public static YamlNode? Find(YamlNode? node, params IEnumerable<string> path)
    {
        foreach (var key in path)
        {
            node = node is YamlMappingNode mapping && mapping.Children.TryGetValue(key, out var value) ? value : null;
        }

        return node;
    }

    public static IEnumerable<string> Keys(YamlNode? node) => node is YamlMappingNode mapping ? mapping.Children.Keys.Select(TextOf) : [];

    private static string TextOf(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static string Folder([CallerFilePath] string test = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(test)!, "..", "..", "..", ".github", "workflows"));
}
