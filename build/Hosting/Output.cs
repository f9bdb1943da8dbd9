using Images.Building;

namespace Images.Build.Hosting;

/// <summary>Where the program writes: results to one stream, everything else to the other.</summary>
/// <param name="results">Standard output.</param>
/// <param name="log">Standard error.</param>
public sealed class Output(TextWriter results, TextWriter log)
{
    /// <summary>Gets the stream for results.</summary>
    public TextWriter Results { get; } = results;

    /// <summary>Gets the stream for progress, notes and errors.</summary>
    public TextWriter Log { get; } = log;

    /// <summary>Gets whether notes are left out.</summary>
    public bool Quiet { get; init; }

    /// <summary>Gets or sets what hides the values of secrets in notes and errors.</summary>
    public SecretMask Mask { get; set; } = SecretMask.None;

    /// <summary>Writes a note, unless they are left out.</summary>
    /// <param name="line">One line.</param>
    public void Note(string line)
    {
        if (!Quiet)
        {
            Log.WriteLine(Mask.Apply(line));
        }
    }
}
