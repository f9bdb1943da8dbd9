using Images.Engines;

namespace Images.Jobs.Lists;

/// <summary>Is told how jobs go on, from several threads at once.</summary>
public interface IJobListener
{
    /// <summary>A job was started.</summary>
    /// <param name="unit">The job.</param>
    /// <param name="attempt">Counted from 1.</param>
    void Started(JobUnit unit, int attempt);

    /// <summary>A job wrote something.</summary>
    /// <param name="unit">The job.</param>
    /// <param name="chunk">What; the memory is used again afterwards.</param>
    void Wrote(JobUnit unit, ContainerChunk chunk);

    /// <summary>A job failed and is tried again.</summary>
    /// <param name="unit">The job.</param>
    /// <param name="sentence">What happened.</param>
    /// <param name="wait">After how long.</param>
    void Retrying(JobUnit unit, string sentence, TimeSpan wait);

    /// <summary>A job has come to its end.</summary>
    /// <param name="report">What became of it.</param>
    void Ended(JobReport report);
}
