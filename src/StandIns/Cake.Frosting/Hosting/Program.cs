using System.Runtime.InteropServices;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>Does what the command line asks for with the services of the program.</summary>
internal sealed class Program
{
    private const string Version = "6.0.0";

    private readonly IServiceProvider _services;
    private readonly CommandLine _line;
    private readonly IConsole _console;
    private readonly ICakeLog _log;

    internal Program(IServiceProvider services, CommandLine line)
    {
        _services = services;
        _line = line;
        _console = services.GetRequiredService<IConsole>();
        _log = services.GetRequiredService<ICakeLog>();
    }

    internal void Run()
    {
        if (_line.Flags.Contains("help"))
        {
            var name = System.IO.Path.GetFileName(System.Environment.GetCommandLineArgs()[0]);
            _console.WriteLine("{0}", HelpText.Text.Replace("PROGRAM", name, StringComparison.Ordinal));
        }
        else if (_line.Flags.Contains("version"))
        {
            _console.WriteLine("{0}", Version);
        }
        else if (_line.Flags.Contains("info"))
        {
            _console.WriteLine("{0}", $"Version: {Version} (stand-in)\nDetails: {RuntimeInformation.FrameworkDescription}");
        }
        else
        {
            _log.Verbosity = _line.Verbosity;
            EnterWorkingDirectory();
            RunTasks();
        }
    }

    private void EnterWorkingDirectory()
    {
        var environment = _services.GetRequiredService<ICakeEnvironment>();
        var directory = _line.WorkingDirectory is { } path
            ? new DirectoryPath(path)
            : _services.GetService<WorkingDirectorySetting>()?.Path;
        if (directory is null)
        {
            return;
        }

        directory = directory.MakeAbsolute(environment);
        if (!_services.GetRequiredService<IFileSystem>().GetDirectory(directory).Exists)
        {
            throw new FrostingException($"The working directory '{directory.FullPath}' does not exist.");
        }

        environment.WorkingDirectory = directory;
    }

    private void RunTasks()
    {
        var context = _services.GetRequiredService<IFrostingContext>();
        var frostingTasks = _services.GetServices<IFrostingTask>();
        var setup = _services.GetService<IFrostingSetup>();
        var teardown = _services.GetService<IFrostingTeardown>();
        var taskSetup = _services.GetService<IFrostingTaskSetup>();
        var taskTeardown = _services.GetService<IFrostingTaskTeardown>();
        var tasks = new TaskReader(context, _log).Read(frostingTasks);
        LogRegistration("setup", setup);
        LogRegistration("teardown", teardown);
        LogRegistration("task setup", taskSetup);
        LogRegistration("task setup", taskTeardown);
        if (_line.Flags.Contains("dryrun"))
        {
            var lifecycle = MakeLifecycle(context, setup, teardown, taskSetup, taskTeardown);
            DryRun(new CakeEngine(_log, tasks, lifecycle), context);
        }
        else if (_line.Flags.Contains("tree"))
        {
            new TreePrinter(_console, tasks).Print();
        }
        else if (_line.Flags.Contains("description"))
        {
            DescriptionPrinter.Print(_console, tasks);
        }
        else
        {
            var lifecycle = MakeLifecycle(context, setup, teardown, taskSetup, taskTeardown);
            Build(new CakeEngine(_log, tasks, lifecycle), context);
        }
    }

    private static Lifecycle MakeLifecycle(
        IFrostingContext context,
        IFrostingSetup? setup,
        IFrostingTeardown? teardown,
        IFrostingTaskSetup? taskSetup,
        IFrostingTaskTeardown? taskTeardown
    ) =>
        new()
        {
            Setup = setup is null ? null : info => setup.Setup(context, info),
            Teardown = teardown is null ? null : info => teardown.Teardown(context, info),
            TaskSetup = taskSetup is null ? null : info => taskSetup.Setup(context, info),
            TaskTeardown = taskTeardown is null ? null : info => taskTeardown.Teardown(context, info),
        };

    private void Build(CakeEngine engine, IFrostingContext context)
    {
        var printer = _services.GetRequiredService<ICakeReportPrinter>();
        try
        {
            WriteReport(printer, engine.Run(context, new Execution(_log, printer), _line.Targets, IsExclusive));
        }
        catch (CakeReportException exception)
        {
            WriteReport(printer, exception.Report);
            throw;
        }
    }

    private void DryRun(CakeEngine engine, IFrostingContext context)
    {
        _log.Information("Performing dry run...");
        _log.Information("Targets are: {0}", string.Join(", ", _line.Targets));
        _log.Information("");
        engine.Run(context, new DryExecution(_log), _line.Targets, IsExclusive);
        _log.Information("");
        _log.Information("This was a dry run.");
        _log.Information("No tasks were actually executed.");
    }

    private bool IsExclusive => _line.Flags.Contains("exclusive");

    private static void WriteReport(ICakeReportPrinter printer, CakeReport report)
    {
        if (!report.IsEmpty)
        {
            printer.Write(report);
        }
    }

    private void LogRegistration(string kind, object? registered)
    {
        if (registered is not null)
        {
            _log.Debug("Registering {0}: {1}", kind, registered.GetType().Name);
        }
    }
}
