namespace Images.Building;

/// <summary>Colours text for a terminal, or leaves it alone.</summary>
/// <param name="enabled">Whether the reader wants colour; the caller knows NO_COLOR, FORCE_COLOR and the terminal.</param>
internal sealed class TextColor(bool enabled)
{
    private const string Reset = "\u001b[0m";

    public string Good(string text) => Paint("\u001b[32m", text);

    public string Bad(string text) => Paint("\u001b[1;31m", text);

    public string Warning(string text) => Paint("\u001b[33m", text);

    public string Faint(string text) => Paint("\u001b[2m", text);

    public string Strong(string text) => Paint("\u001b[1m", text);

    private string Paint(string color, string text) => enabled && text.Length > 0 ? color + text + Reset : text;
}
