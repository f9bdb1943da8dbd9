using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>What every program has; a later registration of the same service takes its place.</summary>
internal static class DefaultServices
{
    internal static void AddTo(IServiceCollection services)
    {
        services.AddSingleton<IConsole>(_ => new SystemConsole());
        services.AddSingleton<ICakeLog>(provider => new ConsoleLog(provider.GetRequiredService<IConsole>()));
        services.AddSingleton<ICakeReportPrinter>(provider => new ReportPrinter(
            provider.GetRequiredService<IConsole>(),
            provider.GetRequiredService<ICakeLog>()
        ));
        services.AddSingleton<ICakePlatform>(_ => new SystemPlatform());
        services.AddSingleton<ICakeRuntime>(_ => new SystemRuntime());
        services.AddSingleton<ICakeEnvironment>(provider => new SystemEnvironment(
            provider.GetRequiredService<ICakePlatform>(),
            provider.GetRequiredService<ICakeRuntime>()
        ));
        services.AddSingleton<IFileSystem>(_ => new DiskFileSystem());
        services.AddSingleton<IGlobber>(_ => new Globber());
        services.AddSingleton<IProcessRunner>(_ => new ProcessRunner());
        services.AddSingleton<IRegistry>(_ => new Registry());
        services.AddSingleton<IToolLocator>(_ => new ToolLocator());
        services.AddSingleton<ICakeDataService>(_ => new SharedData());
        services.AddSingleton<ICakeDataResolver>(provider => provider.GetRequiredService<ICakeDataService>());
        services.AddSingleton<ICakeConfiguration>(MakeSettings);
        services.AddSingleton<ICakeContext>(MakeContext);
        services.AddSingleton<IFrostingContext>(provider => new FrostingContext(provider.GetRequiredService<ICakeContext>()));
    }

    private static Settings MakeSettings(IServiceProvider provider) =>
        new(
            provider.GetServices<CakeSetting>().Select(setting => KeyValuePair.Create(setting.Key, setting.Value)),
            provider.GetRequiredService<IFileSystem>(),
            provider.GetRequiredService<ICakeEnvironment>()
        );

    private static CakeContext MakeContext(IServiceProvider provider) =>
        new(
            provider.GetRequiredService<IFileSystem>(),
            provider.GetRequiredService<ICakeEnvironment>(),
            provider.GetRequiredService<IGlobber>(),
            provider.GetRequiredService<ICakeLog>(),
            provider.GetRequiredService<ICakeArguments>(),
            provider.GetRequiredService<IProcessRunner>(),
            provider.GetRequiredService<IRegistry>(),
            provider.GetRequiredService<IToolLocator>(),
            provider.GetRequiredService<ICakeDataService>(),
            provider.GetRequiredService<ICakeConfiguration>()
        );
}
