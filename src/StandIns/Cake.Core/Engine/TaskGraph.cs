namespace Cake.Core;

/// <summary>Tasks by name, and for each those that run before it in the order they were declared.</summary>
internal sealed class TaskGraph
{
    private readonly Dictionary<string, CakeTask> _tasks = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<CakeTask>> _before = new(StringComparer.OrdinalIgnoreCase);

    internal TaskGraph(IReadOnlyList<CakeTask> tasks)
    {
        foreach (var task in tasks)
        {
            _tasks.Add(task.Name, task);
            _before.Add(task.Name, []);
        }

        foreach (var task in tasks)
        {
            foreach (var dependency in task.Dependencies)
            {
                Connect(Find(dependency, $"Task '{task.Name}' is dependent on task '{dependency.Name}' which does not exist."), task);
            }

            foreach (var dependee in task.Dependees)
            {
                Connect(
                    task,
                    Find(
                        dependee,
                        $"Task '{task.Name}' has specified that it's a dependency for task '{dependee.Name}' which does not exist."
                    )
                );
            }
        }
    }

    internal bool Contains(string name) => _tasks.ContainsKey(name);

    /// <summary>The target and all that must run before it, in the order they run.</summary>
    /// <exception cref="CakeException">The target's way contains a circle.</exception>
    internal IReadOnlyList<CakeTask> Traverse(string target)
    {
        var order = new List<CakeTask>();
        Visit(_tasks[target], order, [], []);
        return order;
    }

    private void Visit(CakeTask task, List<CakeTask> order, HashSet<CakeTask> done, HashSet<CakeTask> path)
    {
        if (done.Contains(task))
        {
            return;
        }

        if (!path.Add(task))
        {
            throw new CakeException("Graph contains circular references.");
        }

        foreach (var before in _before[task.Name])
        {
            Visit(before, order, done, path);
        }

        path.Remove(task);
        done.Add(task);
        order.Add(task);
    }

    private CakeTask Find(CakeTaskDependency edge, string missing) =>
        _tasks.TryGetValue(edge.Name, out var task) ? task : throw new CakeException(missing);

    private void Connect(CakeTask before, CakeTask after)
    {
        if (before == after)
        {
            throw new CakeException("Reflexive edges in graph are not allowed.");
        }

        if (!_before[after.Name].Contains(before))
        {
            _before[after.Name].Add(before);
        }
    }
}
