using System.Reflection;
using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Frosting;

/// <summary>Reads tasks with their attributes and overridden methods for the engine.</summary>
internal sealed class TaskReader
{
    private readonly IFrostingContext _context;
    private readonly ICakeLog _log;
    private readonly List<CakeTask> _tasks = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    internal TaskReader(IFrostingContext context, ICakeLog log)
    {
        _context = context;
        _log = log;
    }

    /// <exception cref="CakeException">Two tasks have one name, or a task has two error handlers.</exception>
    /// <exception cref="FrostingException">A dependency is no task.</exception>
    internal IReadOnlyList<CakeTask> Read(IEnumerable<IFrostingTask> tasks)
    {
        foreach (var task in tasks)
        {
            var name = Name(task.GetType());
            _log.Debug("Registering task: {0}", name);
            var wanted = ContextType(task.GetType());
            if (!wanted.IsInstanceOfType(_context))
            {
                _log.Warning("Task cannot be used since the context isn't convertible to {0}.", wanted.FullName!);
            }
            else if (!_names.Add(name))
            {
                throw new CakeException($"Another task with the name '{name}' has already been added.");
            }
            else
            {
                _tasks.Add(Read(task, task.GetType(), name));
            }
        }

        return _tasks;
    }

    private CakeTask Read(IFrostingTask task, Type type, string name)
    {
        // One look at the methods and one at the attributes: reflection is most of what a start costs.
        var overridden = OverriddenMethods(type);
        var isConditional = overridden.Contains(nameof(IFrostingTask.ShouldRun));
        var attributes = type.GetCustomAttributes(inherit: true);
        var read = new CakeTask(name)
        {
            Description = Array.Find(attributes, found => found is TaskDescriptionAttribute) is TaskDescriptionAttribute description
                ? description.Description
                : null,
            Action = overridden.Contains("Run") || overridden.Contains(nameof(IFrostingTask.RunAsync)) ? task.RunAsync : null,
            Criterion = isConditional ? task.ShouldRun : null,
            SkippedMessage = isConditional ? task.SkippedMessage : null,
            Finally = overridden.Contains(nameof(IFrostingTask.Finally)) ? () => task.Finally(_context) : null,
        };
        foreach (var attribute in attributes)
        {
            switch (attribute)
            {
                case ContinueOnErrorAttribute:
                    read.ErrorHandler = _ => { };
                    break;
                case IsDependentOnAttribute dependency:
                    read.AddDependency(DependencyName(dependency.Task, "dependency"));
                    break;
                case IsDependeeOfAttribute dependee:
                    read.AddDependee(DependencyName(dependee.Task, "reverse dependency"));
                    break;
            }
        }

        if (overridden.Contains(nameof(IFrostingTask.OnError)))
        {
            read.ErrorHandler = exception => task.OnError(exception, _context);
        }

        return read;
    }

    private static string DependencyName(Type type, string kind) =>
        typeof(IFrostingTask).IsAssignableFrom(type)
            ? Name(type)
            : throw new FrostingException($"The {kind} '{Name(type)}' is not a valid task.");

    private static string Name(Type type) => type.GetCustomAttribute<TaskNameAttribute>()?.Name ?? type.Name;

    private static Type ContextType(Type type) => TaskBase(type)?.GenericTypeArguments[0] ?? typeof(ICakeContext);

    private static Type? TaskBase(Type type)
    {
        for (var candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            if (
                candidate.IsConstructedGenericType
                && candidate.GetGenericTypeDefinition() is var definition
                && (definition == typeof(FrostingTask<>) || definition == typeof(AsyncFrostingTask<>))
            )
            {
                return candidate;
            }
        }

        return null;
    }

    // What a task without one of the base classes implements, it means.
    private static HashSet<string> OverriddenMethods(Type type)
    {
        if (TaskBase(type) is not { } taskBase)
        {
            return ["Run", nameof(IFrostingTask.ShouldRun), nameof(IFrostingTask.OnError), nameof(IFrostingTask.Finally)];
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var candidate = type; candidate != taskBase; candidate = candidate.BaseType!)
        {
            foreach (var method in candidate.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            {
                if (method.IsVirtual && (method.Attributes & MethodAttributes.NewSlot) == 0)
                {
                    names.Add(method.Name);
                }
            }
        }

        return names;
    }
}
