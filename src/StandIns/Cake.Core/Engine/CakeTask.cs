namespace Cake.Core;

/// <summary>A task as the engine runs it.</summary>
internal sealed class CakeTask : ICakeTaskInfo
{
    private readonly List<CakeTaskDependency> _dependencies = [];
    private readonly List<CakeTaskDependency> _dependees = [];
    private Action<Exception>? _errorHandler;

    internal CakeTask(string name) => Name = name;

    public string Name { get; }

    public string? Description { get; internal init; }

    public IReadOnlyList<CakeTaskDependency> Dependencies => _dependencies;

    public IReadOnlyList<CakeTaskDependency> Dependees => _dependees;

    /// <summary>What the task does; null when it only gathers others.</summary>
    internal Func<ICakeContext, Task>? Action { get; init; }

    /// <summary>Whether the task is to run; null when it always is.</summary>
    internal Func<ICakeContext, bool>? Criterion { get; init; }

    /// <summary>Why the criterion does not hold, or null.</summary>
    internal string? SkippedMessage { get; init; }

    /// <summary>Runs after the task, also when it failed.</summary>
    internal Action? Finally { get; init; }

    /// <summary>Takes an error, and throws when the run is to end.</summary>
    internal Action<Exception>? ErrorHandler
    {
        get => _errorHandler;
        set =>
            _errorHandler =
                _errorHandler is null || value is null ? value : throw new CakeException("There can only be one error handler per task.");
    }

    internal void AddDependency(string name) => Add(_dependencies, name, "The task '{0}' already have a dependency on '{1}'.");

    internal void AddDependee(string name) => Add(_dependees, name, "The task '{0}' already is a dependee of '{1}'.");

    private void Add(List<CakeTaskDependency> edges, string name, string format)
    {
        if (edges.Exists(edge => edge.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new CakeException(string.Format(System.Globalization.CultureInfo.InvariantCulture, format, Name, name));
        }

        edges.Add(new CakeTaskDependency(name, required: true));
    }
}
