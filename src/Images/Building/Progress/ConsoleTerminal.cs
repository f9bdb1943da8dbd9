namespace Images.Building;

/// <summary>The terminal behind standard error.</summary>
public sealed class ConsoleTerminal : ITerminal
{
    private const int UsualWidth = 80;
    private const int UsualHeight = 24;

    /// <inheritdoc/>
    public int Width => Console.WindowWidth is > 0 and var width ? width : UsualWidth;

    /// <inheritdoc/>
    public int Height => Console.WindowHeight is > 0 and var height ? height : UsualHeight;

    /// <inheritdoc/>
    public void Write(string text) => Console.Error.Write(text);
}
