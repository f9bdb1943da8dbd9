namespace Images.Jobs.Clusters;

/// <summary>Is told how jobs on a cluster go on; by several threads at once.</summary>
public interface IClusterListener
{
    /// <summary>A pod has written a line.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="line">The line as it is.</param>
    void Wrote(string pod, string line);

    /// <summary>A pod waits for something that may never come, such as its image.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="reason">Kubernetes' word for it.</param>
    void Waiting(string pod, string reason);
}
