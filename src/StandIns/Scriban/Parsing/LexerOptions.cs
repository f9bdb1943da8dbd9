namespace Scriban.Parsing;

/// <summary>Named by <see cref="Template.Parse"/>; only the default is supported.</summary>
public class LexerOptions
{
    internal LexerOptions() { }
}
