namespace Images.Build.Hosting;

/// <summary>Writes what it is told as notes, at once.</summary>
/// <param name="output">Where to write.</param>
internal sealed class NoteProgress(Output output) : IProgress<string>
{
    /// <inheritdoc/>
    public void Report(string value) => output.Note(value);
}
