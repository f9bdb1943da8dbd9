namespace Images.Build.Printing;

/// <summary>A plain table: columns two blanks apart, no lines, no colour.</summary>
/// <param name="header">The columns' names.</param>
internal sealed class Table(params string[] header)
{
    private readonly List<string[]> rows = [header];

    /// <summary>Adds a row.</summary>
    /// <param name="cells">One text a column.</param>
    public void Add(params string[] cells) => rows.Add(cells);

    /// <summary>Writes the table.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="columns">The most that a line may take, at the cost of its last cell; null: whatever it needs.</param>
    public void Write(TextWriter writer, int? columns = null)
    {
        var widths = Enumerable.Range(0, header.Length).Select(column => rows.Max(row => row[column].Length)).ToList();
        foreach (var row in rows)
        {
            var line = string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();
            writer.WriteLine(
                columns is { } most && line.Length > most && most > line.Length - row[^1].Length ? $"{line[..(most - 1)]}…" : line
            );
        }
    }
}
