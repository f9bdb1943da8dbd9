using System.Collections;
using System.Reflection;
using System.Text;
using Cake.Core.Diagnostics;
using Images.Build.CommandLine;
using Images.Build.Hosting;

namespace Images.Build;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        var reading = FamilyReading.Guess(Environment.CurrentDirectory, mayBegin: arguments is not ["run", ..]);
        using var results = Stream(Console.OpenStandardOutput());
        using var log = Stream(Console.OpenStandardError());
        try
        {
            var command = CommandLineParser.Parse(arguments);
            if (command.Has(Options.Help))
            {
                results.Write(command.Verb.Name.Length == 0 ? HelpText.OfProgram() : HelpText.OfVerb(command.Verb));
                return ExitCode.Ok;
            }

            if (command.Has(Options.Version))
            {
                results.WriteLine(Version);
                return ExitCode.Ok;
            }

            return Run(command, reading, results, log);
        }
        catch (UsageException exception)
        {
            log.WriteLine($"error: {exception.Message}");
            return ExitCode.Usage;
        }
    }

    private static string Version =>
        typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static int Run(ParsedCommandLine command, FamilyReading reading, TextWriter results, TextWriter log)
    {
        var environment = Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => entry.Value as string ?? string.Empty, StringComparer.Ordinal);
        var settings = new SettingsReader(command, environment).Read(Environment.CurrentDirectory);
        var output = new Output(results, log)
        {
            Quiet = settings.Verbosity == Verbosity.Quiet || settings.Progress == ProgressMode.RawJson,
        };
        return new CakeRun(command, settings, output, reading).Start();
    }

    private static StreamWriter Stream(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" };
}
