namespace Images.Building;

/// <summary>A terminal that can be drawn on.</summary>
public interface ITerminal
{
    /// <summary>Gets the columns, as they are now.</summary>
    int Width { get; }

    /// <summary>Gets the rows, as they are now.</summary>
    int Height { get; }

    /// <summary>Writes text, escape sequences included, at once.</summary>
    /// <param name="text">What to write.</param>
    void Write(string text);
}
