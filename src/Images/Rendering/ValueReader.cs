using System.Text.RegularExpressions;
using Images.Definitions;

namespace Images.Rendering;

/// <summary>Hands every value of a variant to its template and collects what is wrong with them.</summary>
/// <param name="marked">Whether values that need quoting come with marks around them.</param>
internal sealed class ValueReader(bool marked)
{
    private readonly List<(string Name, SourceLocation Location)> handedOut = [];
    private readonly List<DefinitionError> errors = [];
    private readonly HashSet<string> words = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the values read so far, upper and lower case being equal.</summary>
    public IReadOnlySet<string> Words => words;

    /// <summary>Gets what is wrong with the values read so far.</summary>
    public IReadOnlyList<DefinitionError> Errors => errors;

    /// <summary>Reads a value.</summary>
    /// <param name="name">Its name as a template writes it, such as <c>env.LANG</c>.</param>
    /// <param name="value">The value.</param>
    /// <param name="location">Where it was written.</param>
    /// <returns>The value as the template gets it.</returns>
    public string Read(string name, string value, SourceLocation location)
    {
        words.Add(value);
        if (ValueText.Fault(value) is { } fault)
        {
            errors.Add(new DefinitionError(location, $"{name} {fault}: a value is one line of plain text"));
        }

        if (!marked || PlainWord.Is(value) || handedOut.Count >= Marks.Most)
        {
            return value;
        }

        handedOut.Add((name, location));
        return Marks.Around(handedOut.Count - 1, value);
    }

    /// <summary>Reads a value that has to have a form.</summary>
    /// <param name="name">Its name as a template writes it.</param>
    /// <param name="value">The value.</param>
    /// <param name="form">The form.</param>
    /// <param name="what">What such a value is, such as <c>a Debian package</c>.</param>
    /// <returns>The value as the template gets it.</returns>
    public string Read(string name, Located<string> value, Regex form, string what)
    {
        if (ValueText.Fault(value.Value) is null && !form.IsMatch(value.Value))
        {
            errors.Add(new DefinitionError(value.Location, $"{name}: '{value.Value}' is not {what}"));
        }

        return Read(name, value.Value, value.Location);
    }

    /// <summary>Checks the key of a mapping.</summary>
    /// <param name="name">The mapping's name, such as <c>env</c>.</param>
    /// <param name="key">The key.</param>
    /// <param name="location">Where it was written.</param>
    /// <param name="form">The form that keys there have.</param>
    /// <param name="what">What such a key is.</param>
    public void CheckKey(string name, string key, SourceLocation location, Regex form, string what)
    {
        if (!form.IsMatch(key))
        {
            var shown = ValueText.Fault(key) is null ? $"'{key}'" : "a key";
            errors.Add(new DefinitionError(location, $"{name}: {shown} is not {what}"));
        }
    }

    /// <summary>Gets a value that was handed out with marks.</summary>
    /// <param name="number">The number in its mark.</param>
    /// <returns>Its name and where it was written.</returns>
    public (string Name, SourceLocation Location) Marked(int number) => handedOut[number];
}
