using Images.Definitions;

namespace Images.Build.CommandLine;

/// <summary>Takes arguments apart: words, <c>--name=value</c>, <c>--name value</c>, <c>-n value</c>, <c>-nvalue</c>, <c>--</c>.</summary>
/// <param name="arguments">The program's arguments.</param>
internal sealed class ArgumentReader(IReadOnlyList<string> arguments)
{
    private int position;
    private bool onlyWords;

    /// <summary>Gets whether <c>--</c> has been passed: all that follows are words.</summary>
    public bool IsBehind => onlyWords;

    /// <summary>Takes the next option with its value, or word.</summary>
    /// <returns>The argument; null at the end.</returns>
    /// <exception cref="UsageException">There is no such option, or its value is missing or not allowed.</exception>
    public Argument? Next()
    {
        if (position < arguments.Count && arguments[position] == "--" && !onlyWords)
        {
            onlyWords = true;
            position++;
        }

        if (position == arguments.Count)
        {
            return null;
        }

        var text = arguments[position++];
        return onlyWords || text.Length < 2 || text[0] != '-' ? new Argument(null, text)
            : text.StartsWith("--", StringComparison.Ordinal) ? Long(text)
            : Short(text);
    }

    private Argument Long(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? text[2..] : text[2..equals];
        var value = equals < 0 ? null : text[(equals + 1)..];
        if (Options.All.FirstOrDefault(candidate => candidate.Negatable && name == $"no-{candidate.Name}") is { } negated)
        {
            return new Argument(negated, value is null ? "false" : throw new UsageException($"--{name} takes no value"));
        }

        var option = Options.All.FirstOrDefault(candidate =>
            candidate.Name == name || candidate.Aliases.Contains(name, StringComparer.Ordinal)
        );
        return option is null
            ? throw new UsageException($"unknown option '--{name}'{NearNames.Hint($"--{name}", Names())}; --help lists them")
            : Take(option, $"--{name}", value);
    }

    private Argument Short(string text)
    {
        var option = Options.All.FirstOrDefault(candidate => candidate.Short == text[1]);
        if (option is null || (option.IsSwitch && text.Length > 2))
        {
            throw new UsageException(
                $"unknown option '{text}'{NearNames.Hint($"-{text}", Names().Where(name => name.Length > 3))}; --help lists them"
            );
        }

        var value = text.Length == 2 ? null : text[2..].TrimStart('=');
        return Take(option, text[..2], value);
    }

    private Argument Take(Option option, string place, string? value)
    {
        if (option.IsSwitch)
        {
            return new Argument(option, OptionValue.Read(option, place, value ?? "true"));
        }

        if (value is null && option.Implied is { } implied)
        {
            return new Argument(option, implied);
        }

        if (value is null && position < arguments.Count && !arguments[position].StartsWith("--", StringComparison.Ordinal))
        {
            value = arguments[position++];
        }

        return new Argument(option, OptionValue.Read(option, place, value ?? string.Empty));
    }

    private static IEnumerable<string> Names() =>
        Options.All.SelectMany(option => option.Aliases.Prepend(option.Name)).Select(name => $"--{name}");
}

/// <summary>One option with its value, or one word.</summary>
/// <param name="Option">The option; null for a word.</param>
/// <param name="Text">The option's value, or the word.</param>
internal sealed record Argument(Option? Option, string Text);
