namespace Images.Jobs;

/// <summary>Where a job finds its folders in its container, as Golem has them.</summary>
public static class JobFolders
{
    /// <summary>What it may only read.</summary>
    public const string Resources = "/golem/resources";

    /// <summary>Where it works; its script and parameters are here.</summary>
    public const string Work = "/golem/work";

    /// <summary>Where its results go.</summary>
    public const string Output = "/golem/output";
}
