using Images.Planning;

namespace Images.Build.Hosting;

/// <summary>Reads the family once, beside the start of everything else.</summary>
public sealed class FamilyReading
{
    private readonly Lazy<Task<RenderedFamily>> reading;

    /// <summary>Prepares to read a family.</summary>
    /// <param name="root">The folder that holds <c>images/</c>.</param>
    /// <param name="cancellation">Gives up.</param>
    public FamilyReading(string root, CancellationToken cancellation) =>
        reading = new(() => Task.Run(() => RenderedFamily.Load(root, cancellation), cancellation));

    /// <summary>Begins to read, where the family is sure to be needed. What is wrong with it is told by whoever asks for it.</summary>
    public void Begin() => _ = reading.Value;

    /// <summary>Waits for the family.</summary>
    /// <returns>It.</returns>
    /// <exception cref="Definitions.DefinitionException">The definitions or templates cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public RenderedFamily Read() => reading.Value.GetAwaiter().GetResult();
}
