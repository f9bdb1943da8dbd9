using Scriban;

namespace Images.Definitions;

/// <summary>Parses each text with <c>{{ }}</c> once, however many variants it is replaced for.</summary>
internal sealed class ParsedTexts
{
    private const int LongestExpression = 500;
    private const int MostExpressions = 256;

    private readonly Dictionary<string, Template> templates = new(StringComparer.Ordinal);

    /// <summary>Says whether a text asks for too much: the template engine recurses into what it parses.</summary>
    /// <param name="text">The text.</param>
    /// <returns>One line in lower case, or null.</returns>
    public static string? Problem(string text)
    {
        var count = 0;
        var start = text.IndexOf("{{", StringComparison.Ordinal);
        while (start >= 0)
        {
            var end = text.IndexOf("}}", start, StringComparison.Ordinal);
            if ((end < 0 ? text.Length : end) - start > LongestExpression)
            {
                return $"what stands between {{{{ and }}}} is longer than {LongestExpression} characters";
            }

            if (++count > MostExpressions)
            {
                return $"more than {MostExpressions} times {{{{ }}}} in one value";
            }

            start = end < 0 ? -1 : text.IndexOf("{{", end, StringComparison.Ordinal);
        }

        return null;
    }

    /// <summary>Parses a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>What it says, perhaps with errors.</returns>
    public Template Parse(string text)
    {
        if (!templates.TryGetValue(text, out var template))
        {
            template = Template.Parse(text);
            templates.Add(text, template);
        }

        return template;
    }
}
