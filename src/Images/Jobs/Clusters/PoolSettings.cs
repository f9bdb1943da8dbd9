namespace Images.Jobs.Clusters;

/// <summary>A pool of machines as doAzureParallel makes it of a <c>cluster.json</c>, but for its image.</summary>
public sealed record PoolSettings
{
    /// <summary>Gets the pool's name; null: that of the job.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the size of its machines, a name of Azure's.</summary>
    public string VmSize { get; init; } = "Standard_D2_v2";

    /// <summary>Gets how many tasks a node runs at once.</summary>
    public int TasksPerNode { get; init; } = 1;

    /// <summary>Gets the fewest and the most machines of its own.</summary>
    public (int Least, int Most) Dedicated { get; init; } = (0, 1);

    /// <summary>Gets the fewest and the most machines that may be taken away.</summary>
    public (int Least, int Most) LowPriority { get; init; } = (0, 0);

    /// <summary>Gets how it grows and shrinks: <c>QUEUE</c>, <c>WORKDAY</c>, <c>WEEKEND</c> or <c>MAX_CPU</c>.</summary>
    public string Autoscale { get; init; } = "QUEUE";

    /// <summary>Gets the packages of R that each node installs from CRAN; those of the image need not be named.</summary>
    public IReadOnlyList<string> Cran { get; init; } = [];

    /// <summary>Gets those from GitHub, as <c>OWNER/REPOSITORY</c>.</summary>
    public IReadOnlyList<string> GitHub { get; init; } = [];

    /// <summary>Gets those from Bioconductor.</summary>
    public IReadOnlyList<string> Bioconductor { get; init; } = [];

    /// <summary>Gets the commands that each node runs when it joins the pool.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];
}
