using System.Text;
using System.Text.RegularExpressions;
using Images.BuildKit.Errors;

namespace Images.BuildKit.Contexts;

/// <summary>
/// One line of a .dockerignore as the engine understands it: '*' and '?' stay inside a name, '**' crosses directories,
/// '[...]' is a class, '\' takes the next character as it is, and '!' in front makes an exception.
/// </summary>
internal sealed class IgnorePattern
{
    // One character, which in UTF-16 may take two units.
    private const string AnyCharacter = @"(?:[^/\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF])";

    private readonly Func<string, bool> matches;

    private IgnorePattern(string text, bool isException)
    {
        Text = text;
        IsException = isException;
        LiteralPrefix = LiteralPrefixOf(text);
        matches = Compile(text);
    }

    /// <summary>The cleaned pattern without '!'.</summary>
    public string Text { get; }

    /// <summary>It began with '!'.</summary>
    public bool IsException { get; }

    /// <summary>The leading names without any special character; what the pattern matches lies on or under this path.</summary>
    public string LiteralPrefix { get; }

    /// <summary>Reads a pattern; null for an empty one.</summary>
    /// <exception cref="BuildContextException">It is malformed.</exception>
    public static IgnorePattern? Parse(string line)
    {
        var text = line.Trim();
        var isException = text.StartsWith('!');
        if (isException)
        {
            text = text[1..].Trim();
            if (text.Length == 0)
            {
                throw new BuildContextException(line, "illegal exclusion pattern: '!' needs a path behind it");
            }
        }

        return text.Length == 0 ? null : new(ContextPath.Clean(text, keepParents: true), isException);
    }

    /// <summary>Takes a name with wildcards as it is: '!' and spaces are parts of it.</summary>
    public static IgnorePattern Glob(string name) => new(name, isException: false);

    /// <summary>Whether a clean relative path matches, apart from '!'.</summary>
    public bool Matches(string path) => matches(path);

    private static Func<string, bool> Compile(string text)
    {
        if (text.AsSpan().IndexOfAny(@"*?[]\") < 0)
        {
            return path => string.Equals(path, text, StringComparison.Ordinal);
        }

        if (text.StartsWith("**", StringComparison.Ordinal) && text.AsSpan(2).IndexOfAny(@"*?[]\") < 0)
        {
            var suffix = text[2..];
            return path =>
                path.EndsWith(suffix, StringComparison.Ordinal)
                || (suffix.StartsWith('/') && path.AsSpan().SequenceEqual(suffix.AsSpan(1)));
        }

        try
        {
            var regex = new Regex(RegexOf(text), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            return regex.IsMatch;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw Illegal(text, e);
        }
    }

    private static string RegexOf(string text)
    {
        var regex = new StringBuilder("^");
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '*' when i + 1 < text.Length && text[i + 1] == '*':
                    i++;
                    if (i + 1 < text.Length && text[i + 1] == '/')
                    {
                        i++;
                    }

                    regex.Append(i + 1 == text.Length ? ".*" : "(?:.*/)?");
                    break;
                case '*':
                    regex.Append("[^/]*");
                    break;
                case '?':
                    regex.Append(AnyCharacter);
                    break;
                case '\\':
                    i++;
                    regex.Append(i < text.Length ? Regex.Escape(text[i].ToString()) : throw Illegal(text));
                    break;
                case '[':
                    i = AppendClass(regex, text, i);
                    break;
                case ']':
                    regex.Append(@"\]");
                    break;
                default:
                    regex.Append(Regex.Escape(text[i].ToString()));
                    break;
            }
        }

        return regex.Append(@"\z").ToString();
    }

    /// <summary>Copies a class; '[' and '-[' mean more to .NET than to the engine. Returns the index of its ']'.</summary>
    private static int AppendClass(StringBuilder regex, string text, int start)
    {
        regex.Append('[');
        for (var i = start + 1; i < text.Length; i++)
        {
            switch (text[i])
            {
                case ']' when i > start + 1:
                    regex.Append(']');
                    return i;
                case '\\' when i + 1 < text.Length:
                    i++;
                    regex.Append('\\').Append(text[i]);
                    break;
                case '[':
                    regex.Append(@"\[");
                    break;
                default:
                    regex.Append(text[i]);
                    break;
            }
        }

        throw Illegal(text);
    }

    private static BuildContextException Illegal(string text, Exception? inner = null) =>
        new(text, "illegal pattern: close each '[' and put a character behind each '\\'", inner);

    private static string LiteralPrefixOf(string text)
    {
        var special = text.AsSpan().IndexOfAny(@"*?[]\");
        if (special < 0)
        {
            return text;
        }

        var slash = text.LastIndexOf('/', special);
        return slash < 0 ? "" : text[..slash];
    }
}
