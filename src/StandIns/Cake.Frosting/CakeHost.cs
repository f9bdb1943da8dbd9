using System.Reflection;
using Cake.Core;
using Cake.Core.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>A program: its services, the assemblies with its tasks, and the run.</summary>
public sealed class CakeHost
{
    private const int Failure = -1;

    private readonly List<Assembly> _assemblies = [];
    private readonly ServiceCollection _services = [];

    /// <summary>A program with the tasks of the entry assembly.</summary>
    public CakeHost()
    {
        DefaultServices.AddTo(_services);
        if (Assembly.GetEntryAssembly() is { } entry)
        {
            _assemblies.Add(entry);
        }
    }

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
        CommandLine line;
        try
        {
            line = CommandLineParser.Parse([.. args]);
        }
        catch (CommandLineException exception)
        {
            Console.Out.WriteLine($"Error: {exception.Message}");
            return Failure;
        }

        foreach (var type in TaskDiscovery.Find(_assemblies))
        {
            _services.AddSingleton(typeof(IFrostingTask), type);
        }

        _services.AddSingleton<ICakeArguments>(line.Arguments);
        using var services = new Services(_services);
        try
        {
            new Program(services, line).Run();
            return 0;
        }
#pragma warning disable CA1031 // Do not catch general exception types: a program's last words are one line.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Report(services.GetRequiredService<ICakeLog>(), exception);
            return Failure;
        }
    }

    private static void Report(ICakeLog log, Exception exception) =>
        log.Error("Error: {0}", log.Verbosity == Verbosity.Diagnostic ? exception.ToString() : exception.Message);
}
