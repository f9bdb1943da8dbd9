using Cake.Core.Diagnostics;

namespace Cake.Frosting;

/// <summary>
/// Reads the host's options; every other option becomes an argument of the program, with the value behind <c>=</c> or the next word.
/// </summary>
internal sealed class CommandLineParser
{
    private static readonly Dictionary<string, string> LongNames = new(StringComparer.Ordinal)
    {
        ["t"] = "target",
        ["w"] = "working",
        ["v"] = "verbosity",
        ["e"] = "exclusive",
        ["h"] = "help",
    };

    private static readonly string[] FlagNames = ["help", "exclusive", "description", "tree", "dryrun", "version", "info"];

    private readonly IReadOnlyList<string> _args;
    private readonly CommandLine _result = new();
    private int _next;

    private CommandLineParser(IReadOnlyList<string> args) => _args = args;

    /// <exception cref="CommandLineException">A word stands alone, or an option of the host lacks its value.</exception>
    internal static CommandLine Parse(IReadOnlyList<string> args) => new CommandLineParser(args).Parse();

    private CommandLine Parse()
    {
        while (_next < _args.Count && _args[_next] != "--")
        {
            var arg = _args[_next++];
            if (arg.StartsWith("--", StringComparison.Ordinal))
            {
                var cut = arg.IndexOfAny(['=', ':']);
                Option(cut < 0 ? arg[2..] : arg[2..cut], cut < 0 ? null : Given(arg, cut));
            }
            else if (arg.Length > 1 && arg[0] == '-')
            {
                ShortOptions(arg);
            }
            else
            {
                throw new CommandLineException($"Unknown command '{arg}'.");
            }
        }

        if (_result.Targets.Count == 0)
        {
            _result.Targets.Add("Default");
        }

        _result.Targets.ForEach(target => _result.Arguments.Add("target", target));
        return _result;
    }

    private void ShortOptions(string arg)
    {
        var cut = arg.IndexOfAny(['=', ':']);
        var letters = cut < 0 ? arg[1..] : arg[1..cut];
        for (var index = 0; index < letters.Length; index++)
        {
            var name = letters[index].ToString();
            var isLast = index == letters.Length - 1;
            var given = isLast && cut >= 0 ? Given(arg, cut) : null;
            Option(LongNames.GetValueOrDefault(name, name), given, canTakeNext: isLast);
        }
    }

    private void Option(string name, string? given, bool canTakeNext = true)
    {
        var value = given ?? (canTakeNext && _next < _args.Count && !_args[_next].StartsWith('-') ? _args[_next++] : null);
        switch (name)
        {
            case "target":
                _result.Targets.Add(Required(name, value));
                break;
            case "working":
                _result.WorkingDirectory = Required(name, value);
                break;
            case "verbosity":
                _result.Verbosity = ParseVerbosity(Required(name, value));
                break;
            case var flag when Array.IndexOf(FlagNames, flag) >= 0 && (value is null || bool.TryParse(value, out _)):
                if (value is null || bool.Parse(value))
                {
                    _result.Flags.Add(flag);
                }

                break;
            default:
                _result.Arguments.Add(name, value);
                break;
        }
    }

    private static string Given(string arg, int cut) =>
        cut + 1 < arg.Length ? arg[(cut + 1)..] : throw new CommandLineException($"Expected an option value behind '{arg}'.");

    private static string Required(string name, string? value) =>
        value ?? throw new CommandLineException($"Option '{name}' is defined but no value has been provided.");

    private static Verbosity ParseVerbosity(string text)
    {
        foreach (
            var verbosity in (Verbosity[])[Verbosity.Quiet, Verbosity.Minimal, Verbosity.Normal, Verbosity.Verbose, Verbosity.Diagnostic]
        )
        {
            var name = verbosity.ToString();
            if (text.Equals(name, StringComparison.OrdinalIgnoreCase) || text.Equals(name[..1], StringComparison.OrdinalIgnoreCase))
            {
                return verbosity;
            }
        }

        throw new CommandLineException($"Failed to convert '{text}' to Verbosity.");
    }
}
