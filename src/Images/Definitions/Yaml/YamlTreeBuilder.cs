using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Images.Definitions.Yaml;

/// <summary>Makes nodes of a parser's events, and stops at the first one that a limit forbids.</summary>
/// <param name="merges">Whether <c>&lt;&lt;</c> takes in other mappings.</param>
internal sealed class YamlTreeBuilder(bool merges)
{
    private readonly List<YamlProblem> problems = [];
    private readonly Stack<OpenNode> open = new();
    private readonly Dictionary<string, YamlNode?> anchors = new(StringComparer.Ordinal);
    private YamlNode? root;
    private int documents;
    private long nodes;

    /// <summary>Gets whether reading on makes no sense.</summary>
    public bool HasStopped { get; private set; }

    /// <summary>Takes the next event.</summary>
    /// <param name="parsed">The event.</param>
    public void Add(ParsingEvent parsed)
    {
        switch (parsed)
        {
            case DocumentStart when ++documents > 1:
                Stop(parsed.Start, "a second document starts here; a definition file holds one");
                break;
            case MappingStart or SequenceStart when open.Count >= YamlLimits.Depth:
                Stop(parsed.Start, $"nested more than {YamlLimits.Depth} levels deep");
                break;
            case NodeEvent node:
                AddNode(node);
                break;
            case MappingEnd or SequenceEnd:
                Close();
                break;
            case AnchorAlias alias:
                AddAlias(alias);
                break;
            default:
                break;
        }
    }

    /// <summary>Reports a problem after which the rest of the file cannot be understood.</summary>
    /// <param name="mark">Where.</param>
    /// <param name="message">What is wrong.</param>
    public void Stop(Mark mark, string message)
    {
        Report(mark, message);
        HasStopped = true;
        root = null;
    }

    /// <summary>Gets what was read.</summary>
    /// <returns>The document; without a root when reading had to stop.</returns>
    public YamlDocument ToDocument() => new(HasStopped ? null : root, problems);

    private void AddNode(NodeEvent parsed)
    {
        if (!parsed.Tag.IsEmpty && !parsed.Tag.IsNonSpecific && parsed.Tag.Value is not "tag:yaml.org,2002:str")
        {
            Report(parsed.Start, "YAML tags are not supported here: everything is text; remove the word that starts with '!'");
        }

        if (++nodes > YamlLimits.ExpandedNodes)
        {
            Stop(parsed.Start, $"more than {YamlLimits.ExpandedNodes} values, with aliases written out");
            return;
        }

        var anchor = parsed.Anchor.IsEmpty ? null : parsed.Anchor.Value;
        switch (parsed)
        {
            case Scalar scalar:
                var isNull = scalar.Style == ScalarStyle.Plain && parsed.Tag.IsEmpty && scalar.Value is ("" or "~" or "null");
                var (line, column) = Position(parsed.Start);
                Finish(
                    new YamlText(scalar.Value, isNull, line, column)
                    {
                        Weight = 1,
                        Height = 1,
                        IsPlain = scalar.Style == ScalarStyle.Plain && parsed.Tag.IsEmpty,
                    },
                    anchor
                );
                break;
            default:
                if (anchor is not null)
                {
                    anchors[anchor] = null;
                }

                open.Push(new(parsed is MappingStart, anchor, parsed.Start, merges));
                break;
        }
    }

    private void AddAlias(AnchorAlias alias)
    {
        var name = alias.Value.Value;
        if (!anchors.TryGetValue(name, out var node))
        {
            Stop(alias.Start, $"there is no anchor '&{name}' before this alias");
        }
        else if (node is null)
        {
            Stop(alias.Start, $"the alias '*{name}' stands inside the value that it repeats");
        }
        else if ((nodes += node.Weight) > YamlLimits.ExpandedNodes)
        {
            Stop(alias.Start, $"more than {YamlLimits.ExpandedNodes} values, with aliases written out");
        }
        else if (open.Count + node.Height > YamlLimits.Depth)
        {
            Stop(alias.Start, $"nested more than {YamlLimits.Depth} levels deep, with aliases written out");
        }
        else
        {
            Finish(node, anchor: null);
        }
    }

    private void Close()
    {
        var node = open.Pop();
        Finish(node.ToNode(Position(node.Start)), node.Anchor);
    }

    private void Finish(YamlNode node, string? anchor)
    {
        if (anchor is not null)
        {
            anchors[anchor] = node;
        }

        if (!open.TryPeek(out var parent))
        {
            root = node;
        }
        else if (parent.Add(node) is { } problem)
        {
            problems.Add(problem);
        }
    }

    private void Report(Mark mark, string message)
    {
        var (line, column) = Position(mark);
        problems.Add(new(line, column, message));
    }

    private static (int Line, int Column) Position(Mark mark) => ((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));
}
