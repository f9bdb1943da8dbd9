using Images.Build.CommandLine;
using Images.Planning;

namespace Images.Build.Hosting;

/// <summary>Reads the family once, beside the start of everything else.</summary>
public sealed class FamilyReading
{
    private readonly string root;
    private readonly Lazy<Task<RenderedFamily>> reading;

    private FamilyReading(string root)
    {
        this.root = root;
        reading = new(() => Task.Run(() => RenderedFamily.Load(root, CancellationToken.None)));
    }

    /// <summary>Begins to read the family that most likely is meant, before the command line is understood.</summary>
    /// <param name="currentDirectory">Where the program was started.</param>
    /// <param name="mayBegin">Whether it is likely to be needed at all.</param>
    /// <returns>The family of that folder or of one above it, if there is one.</returns>
    public static FamilyReading Guess(string currentDirectory, bool mayBegin)
    {
        var guess = new FamilyReading(RootFolder.Find(currentDirectory, isNeeded: false));
        if (mayBegin && Directory.Exists(Path.Combine(guess.root, "images")))
        {
            _ = guess.reading.Value;
        }

        return guess;
    }

    /// <summary>Gets the family that is meant.</summary>
    /// <param name="meant">The folder that holds its <c>images/</c>.</param>
    /// <returns>This one, or another one that is read once somebody asks.</returns>
    public FamilyReading For(string meant) => meant == root ? this : new FamilyReading(meant);

    /// <summary>Waits for the family.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>It.</returns>
    /// <exception cref="Definitions.DefinitionException">The definitions or templates cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public RenderedFamily Read(CancellationToken cancellation) => reading.Value.WaitAsync(cancellation).GetAwaiter().GetResult();
}
