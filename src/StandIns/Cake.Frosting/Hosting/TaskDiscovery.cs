using System.Reflection;

namespace Cake.Frosting;

/// <summary>Finds the tasks of an assembly: its public classes, in the order of the compiler.</summary>
internal static class TaskDiscovery
{
    internal static IEnumerable<Type> Find(IEnumerable<Assembly> assemblies) =>
        assemblies
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IFrostingTask).IsAssignableFrom(type));
}
