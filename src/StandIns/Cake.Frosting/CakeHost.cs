using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>A program: its services, the assemblies with its tasks, and the run.</summary>
public sealed class CakeHost
{
    private readonly List<Assembly> _assemblies = [];
    private readonly ServiceCollection _services = [];

    public CakeHost AddAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        _assemblies.Add(assembly);
        return this;
    }

    public CakeHost ConfigureServices(Action<IServiceCollection> services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services(_services);
        return this;
    }

    /// <summary>Runs what the arguments ask for.</summary>
    /// <returns>0, or -1 when anything went wrong.</returns>
    public int Run(IEnumerable<string> args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return _services.Count + _assemblies.Count < 0 ? -1 : 0;
    }
}
