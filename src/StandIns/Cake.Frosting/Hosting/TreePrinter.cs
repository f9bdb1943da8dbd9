using Cake.Core;

namespace Cake.Frosting;

/// <summary>Prints the tasks nobody depends on, each with its dependencies below.</summary>
internal sealed class TreePrinter
{
    private const string DefaultTarget = "Default";

    private readonly IConsole _console;
    private readonly Dictionary<string, CakeTask> _tasks = new(StringComparer.OrdinalIgnoreCase);

    internal TreePrinter(IConsole console, IEnumerable<CakeTask> tasks)
    {
        _console = console;
        foreach (var task in tasks)
        {
            _tasks.Add(task.Name, task);
        }
    }

    internal void Print()
    {
        var dependencies = _tasks
            .Values.SelectMany(task => task.Dependencies)
            .Select(dependency => dependency.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var roots = _tasks
            .Values.Where(task => task.Dependees.Count == 0 && !dependencies.Contains(task.Name))
            .OrderBy(task => task.Name.Equals(DefaultTarget, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .ThenBy(task => task.Name, StringComparer.OrdinalIgnoreCase);
        WriteLine("");
        foreach (var root in roots)
        {
            WriteLine(root.Name);
            PrintBelow(root, "", [root.Name]);
            WriteLine("");
        }
    }

    private void PrintBelow(CakeTask task, string indent, IReadOnlyList<string> path)
    {
        for (var index = 0; index < task.Dependencies.Count; index++)
        {
            var name = task.Dependencies[index].Name;
            var isLast = index == task.Dependencies.Count - 1;
            WriteLine(indent + (isLast ? "└─" : "├─") + name);

            // A circle is printed once round.
            if (_tasks.TryGetValue(name, out var below) && !path.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                PrintBelow(below, indent + (isLast ? "   " : "│  "), [.. path, name]);
            }
        }
    }

    private void WriteLine(string text) => _console.WriteLine("{0}", text);
}
