namespace Images.Jobs.Staging;

/// <summary>Where a computation's container sees what.</summary>
internal static class ComputationFolders
{
    /// <summary>The file storage, <c>$GFSDIR</c>.</summary>
    public const string Storage = "/gfs";

    /// <summary>The repository of the computation, as it is in the commit.</summary>
    public const string Repository = "/computation";

    /// <summary>Where the set-up begins, <c>$SETUPDIR</c>.</summary>
    public const string Setup = "/setup";

    /// <summary>Where the set-up's script and what runs it are.</summary>
    public const string Scripts = "/.images-setup";

    /// <summary>Where it is written how many stages have run.</summary>
    public const string State = "/var/lib/images-setup";
}
