using Cake.Core.IO;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>What a program is made of.</summary>
public static class CakeHostExtensions
{
    public static CakeHost UseStartup<TStartup>(this CakeHost host)
        where TStartup : IFrostingStartup, new() => With(host, services => new TStartup().Configure(services));

    public static CakeHost UseContext<TContext>(this CakeHost host)
        where TContext : class, IFrostingContext => With(host, services => services.UseContext<TContext>());

    public static CakeHost UseLifetime<TLifetime>(this CakeHost host)
        where TLifetime : class, IFrostingLifetime => With(host, services => services.UseLifetime<TLifetime>());

    public static CakeHost UseSetup<TSetup>(this CakeHost host)
        where TSetup : class, IFrostingSetup => With(host, services => services.AddSingleton<IFrostingSetup, TSetup>());

    public static CakeHost UseTeardown<TTeardown>(this CakeHost host)
        where TTeardown : class, IFrostingTeardown => With(host, services => services.AddSingleton<IFrostingTeardown, TTeardown>());

    public static CakeHost UseTaskLifetime<TLifetime>(this CakeHost host)
        where TLifetime : class, IFrostingTaskLifetime => With(host, services => services.UseTaskLifetime<TLifetime>());

    public static CakeHost UseTaskSetup<TSetup>(this CakeHost host)
        where TSetup : class, IFrostingTaskSetup => With(host, services => services.AddSingleton<IFrostingTaskSetup, TSetup>());

    public static CakeHost UseTaskTeardown<TTeardown>(this CakeHost host)
        where TTeardown : class, IFrostingTaskTeardown => With(host, services => services.AddSingleton<IFrostingTaskTeardown, TTeardown>());

    public static CakeHost UseWorkingDirectory(this CakeHost host, DirectoryPath path) =>
        With(host, services => services.UseWorkingDirectory(path));

    public static CakeHost UseCakeSetting(this CakeHost host, string key, string value) =>
        With(host, services => services.UseCakeSetting(key, value));

    private static CakeHost With(CakeHost host, Action<IServiceCollection> services)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.ConfigureServices(services);
    }
}
