using System.Text;

namespace Cake.Core.Configuration;

/// <summary>Reads <c>cake.config</c>: sections, keys with values, comments behind a semicolon.</summary>
internal sealed class ConfigurationFile
{
    private readonly string _text;
    private int _at;

    private ConfigurationFile(string text) => _text = text;

    /// <summary>Keys and values in their order, a section's name and an underscore before its keys.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> Parse(string text) => new ConfigurationFile(text).Parse();

    private List<KeyValuePair<string, string>> Parse()
    {
        var pairs = new List<KeyValuePair<string, string>>();
        var section = "";
        while (SkipSpace())
        {
            switch (_text[_at])
            {
                case ';':
                    Until("\r\n");
                    break;
                case '[':
                    section = Section();
                    break;
                case '=':
                    throw new InvalidOperationException("Encountered unexpected token.");
                default:
                    pairs.Add(Pair(section));
                    break;
            }
        }

        return pairs;
    }

    private string Section()
    {
        _at++;
        var name = Until("]");
        if (_at == _text.Length)
        {
            throw new InvalidOperationException("Encountered malformed section.");
        }

        _at++;
        return HasSpace(name) ? throw new InvalidOperationException("Sections cannot contain whitespace.") : name;
    }

    private KeyValuePair<string, string> Pair(string section)
    {
        var key = Until("=\r\n");
        if (HasSpace(key))
        {
            throw new InvalidOperationException($"The key '{key}' contains whitespace.");
        }

        if (!SkipComments() || _text[_at] != '=')
        {
            throw new InvalidOperationException("Expected to find '=' token.");
        }

        _at++;
        if (!SkipComments() || _text[_at] is '=' or '[')
        {
            throw new InvalidOperationException("Expected to find value.");
        }

        return new(section.Length == 0 ? key : section + "_" + key, Until("=\r\n"));
    }

    private bool SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        return _at < _text.Length;
    }

    private bool SkipComments()
    {
        while (SkipSpace() && _text[_at] == ';')
        {
            Until("\r\n");
        }

        return _at < _text.Length;
    }

    private string Until(string ends)
    {
        var start = _at;
        while (_at < _text.Length && !ends.Contains(_text[_at], StringComparison.Ordinal))
        {
            _at++;
        }

        return _text[start.._at];
    }

    private static bool HasSpace(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                return true;
            }
        }

        return false;
    }
}
