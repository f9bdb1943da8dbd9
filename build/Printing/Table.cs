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
    public void Write(TextWriter writer)
    {
        var widths = Enumerable.Range(0, header.Length).Select(column => rows.Max(row => row[column].Length)).ToList();
        foreach (var row in rows)
        {
            writer.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
