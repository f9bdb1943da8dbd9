using System.Text;

namespace Images.Building;

/// <summary>The terminal behind standard error.</summary>
public sealed class ConsoleTerminal : ITerminal
{
    private const int UsualWidth = 80;
    private const int UsualHeight = 24;

    private readonly Stream error = Console.OpenStandardError();

    /// <inheritdoc/>
    public int Width => Console.WindowWidth is > 0 and var width ? width : UsualWidth;

    /// <inheritdoc/>
    public int Height => Console.WindowHeight is > 0 and var height ? height : UsualHeight;

    /// <inheritdoc/>
    public void Write(string text)
    {
        // In one piece: the console's own writer cuts what it is given, and half of a redrawing would show.
        error.Write(Encoding.UTF8.GetBytes(text));
        error.Flush();
    }
}
