using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting;
using Images.Build.CommandLine;
using Images.Build.Printing;
using Images.Definitions;
using Microsoft.Extensions.DependencyInjection;

namespace Images.Build.Hosting;

/// <summary>Hands a parsed command line to Cake, and turns what comes of it into an exit code.</summary>
/// <param name="command">The command line.</param>
/// <param name="settings">What it means here.</param>
/// <param name="output">Where to write.</param>
/// <param name="reading">What was begun to read.</param>
internal sealed class CakeRun(ParsedCommandLine command, Settings settings, Output output, FamilyReading reading)
{
    /// <summary>Runs the targets.</summary>
    /// <returns>The program's exit code.</returns>
    public int Start()
    {
        using var interruption = new Interruption(output.Log.WriteLine);
        var outcome = new RunOutcome();
        var log = new CakeLog(output);
        var code = new CakeHost()
            .UseContext<BuildContext>()
            .UseLifetime<Lifetime>()
            .UseWorkingDirectory(settings.Root)
            .ConfigureServices(services =>
                services
                    .AddSingleton(settings)
                    .AddSingleton(output)
                    .AddSingleton(interruption)
                    .AddSingleton(reading.For(settings.Root))
                    .AddSingleton(outcome)
                    .AddSingleton<ICakeLog>(log)
                    .AddSingleton<ICakeReportPrinter, ReportPrinter>()
            )
            .Run(Arguments());
        if (outcome.Thrown is { } thrown)
        {
            var isDiagnostic = settings.Verbosity == Verbosity.Diagnostic;
            var failure = Failure.Of(thrown, isDiagnostic, Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true");
            if (settings.Json && thrown is DefinitionException definitions)
            {
                output.Results.Write(DefinitionErrorDocument.Write(definitions));
            }

            return Report(failure.Code, failure.Lines);
        }

        return code == 0 ? ExitCode.Ok : Report(ExitCode.Failed, log.Errors);
    }

    private int Report(int code, IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            output.Log.WriteLine(output.Mask.Apply(line));
        }

        return code;
    }

    private IEnumerable<string> Arguments()
    {
        var switches = new[] { Options.DryRun, Options.Exclusive, Options.Tree, Options.Description };
        return
        [
            .. settings.Targets.Select(target => $"--target={target}"),
            $"--verbosity={settings.Verbosity}",
            .. switches
                .Where(option => command.Has(option) || (option == Options.DryRun && settings.DryRun))
                .Select(option => $"--{option.Name}"),
        ];
    }
}
