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
        var isConditional = Overrides(type, nameof(IFrostingTask.ShouldRun));
        var read = new CakeTask(name)
        {
            Description = type.GetCustomAttribute<TaskDescriptionAttribute>()?.Description,
            Action = Overrides(type, "Run") || Overrides(type, nameof(IFrostingTask.RunAsync)) ? task.RunAsync : null,
            Criterion = isConditional ? task.ShouldRun : null,
            SkippedMessage = isConditional ? task.SkippedMessage : null,
            Finally = Overrides(type, nameof(IFrostingTask.Finally)) ? () => task.Finally(_context) : null,
        };
        if (type.IsDefined(typeof(ContinueOnErrorAttribute), inherit: true))
        {
            read.ErrorHandler = _ => { };
        }

        if (Overrides(type, nameof(IFrostingTask.OnError)))
        {
            read.ErrorHandler = exception => task.OnError(exception, _context);
        }

        foreach (var attribute in type.GetCustomAttributes<IsDependentOnAttribute>())
        {
            read.AddDependency(DependencyName(attribute.Task, "dependency"));
        }

        foreach (var attribute in type.GetCustomAttributes<IsDependeeOfAttribute>())
        {
            read.AddDependee(DependencyName(attribute.Task, "reverse dependency"));
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
    private static bool Overrides(Type type, string name)
    {
        if (TaskBase(type) is not { } taskBase)
        {
            return true;
        }

        foreach (var method in type.GetMethods(BindingFlags.Instance | BindingFlags.Public))
        {
            if (method.Name == name && method.DeclaringType != taskBase && method.GetBaseDefinition().DeclaringType == taskBase)
            {
                return true;
            }
        }

        return false;
    }
}
