using Images.Engines;

namespace Images.Jobs.Staging;

/// <summary>Is told how a computation goes on.</summary>
public interface IComputationListener
{
    /// <summary>Takes a note.</summary>
    /// <param name="line">One line.</param>
    void Note(string line);

    /// <summary>Takes a line that the set-up has written.</summary>
    /// <param name="line">The line, harmless.</param>
    void SetUp(string line);

    /// <summary>Takes a piece of what the computation writes.</summary>
    /// <param name="chunk">The piece.</param>
    void Wrote(ContainerChunk chunk);
}
