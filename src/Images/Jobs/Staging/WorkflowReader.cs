using System.Globalization;
using System.Text.RegularExpressions;
using Images.Definitions;

namespace Images.Jobs.Staging;

/// <summary>Reads the expressions of a workflow: a folder each, with the files <c>kind</c> and <c>value</c>.</summary>
/// <param name="root">The task's folder, absolute.</param>
/// <param name="shown">That folder as shown to people; empty for the current one.</param>
/// <param name="inputs">The names of the task's inputs.</param>
internal sealed partial class WorkflowReader(string root, string shown, IReadOnlyList<string> inputs)
{
    private const int DeepestNesting = 100;

    /// <summary>Reads an expression with those in it.</summary>
    /// <param name="folder">Its folder, relative to the task's.</param>
    /// <returns>The expression.</returns>
    /// <exception cref="JobException">It is none.</exception>
    public WorkflowNode Read(string folder) => Read(folder, 0);

    /// <summary>Reads the lines of a file.</summary>
    /// <param name="path">The file, relative to the task's folder.</param>
    /// <returns>The lines that are not empty.</returns>
    /// <exception cref="JobException">There is no such file, or nothing in it.</exception>
    public IReadOnlyList<string> Lines(string path)
    {
        try
        {
            var text = System.Text.Encoding.UTF8.GetString(BoundedFile.Read(Path.Combine(root, path)));
            var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return lines.Length > 0 ? lines : throw new JobException($"{Shown(path)}: is empty; see docs/jobs.md for what belongs there");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var why = error is FileNotFoundException or DirectoryNotFoundException
                ? "there is no such file"
                : error.Message.ReplaceLineEndings(" ");
            throw new JobException($"{Shown(path)}: {why}; see docs/jobs.md for what belongs there", error);
        }
    }

    private WorkflowNode Read(string folder, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new JobException(
                $"{Shown(folder)}: is nested more than {DeepestNesting} deep; keep results in the storage, and name them"
            );
        }

        var (kind, value) = (Lines($"{folder}/kind")[0], Lines($"{folder}/value")[0]);
        return kind switch
        {
            "input" => inputs.ToList().IndexOf(value) is >= 0 and var index
                ? new InputNode(index)
                : throw new JobException(
                    $"{Shown($"{folder}/value")}: the task has no input '{TextProblems.Quote(value)}'{NearNames.Hint(value, inputs)}; its file 'inputs' names them"
                ),
            "literal" => new LiteralNode(value, Shown($"{folder}/value")),
            "computation" => Computation(folder, value, depth),
            _ => throw new JobException(
                $"{Shown($"{folder}/kind")}: there is no kind '{TextProblems.Quote(kind)}'; write computation, input or literal"
            ),
        };
    }

    private ComputationNode Computation(string folder, string name, int depth)
    {
        if (name.Contains('/', StringComparison.Ordinal) || name is "." or "..")
        {
            throw new JobException(
                $"{Shown($"{folder}/value")}: '{TextProblems.Quote(name)}' is no name of a folder in 'computations'; write one"
            );
        }

        var nodes = new List<WorkflowNode>();
        var next = 0;
        foreach (var path in Parts(folder))
        {
            var part = Path.GetFileName(path);
            if (Part().Match(part) is not { Success: true } match)
            {
                throw new JobException(
                    $"{Shown($"{folder}/inputs/{part}")}: is no name of an input; write NN-TEXT, or NN_MM-TEXT for several, two digits from 00"
                );
            }

            var first = Number(match.Groups[1]);
            var last = match.Groups[2].Success ? Number(match.Groups[2]) : first;
            if (first != next || last < first)
            {
                throw new JobException(
                    Inv($"{Shown($"{folder}/inputs/{part}")}: is not the next input, which is {next:00}; number them one after the other")
                );
            }

            var node = Read($"{folder}/inputs/{part}", depth + 1);
            var count = node is ComputationNode inner ? inner.Outputs.Count : 1;
            if (count != last + 1 - first)
            {
                throw new JobException(
                    Inv(
                        $"{Shown($"{folder}/inputs/{part}")}: gives {count} files, but stands for {last + 1 - first}; correct its 'outputs' or its name"
                    )
                );
            }

            nodes.Add(node);
            next = last + 1;
        }

        var outputs = Lines($"{folder}/outputs").Select(line => Output(folder, line)).ToList();
        return new ComputationNode(name, nodes, outputs, Shown(folder));
    }

    private IEnumerable<string> Parts(string folder) =>
        Path.Combine(root, folder, "inputs") is var path && Directory.Exists(path)
            ? Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal)
            : [];

    private int Output(string folder, string line) =>
        int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new JobException(
                $"{Shown($"{folder}/outputs")}: '{TextProblems.Quote(line)}' is no number of an output; write one a line, from 00"
            );

    private string Shown(string path) => Path.Combine(shown, path);

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("^([0-9]{2})(?:_([0-9]{2}))?-")]
    private static partial Regex Part();
}
