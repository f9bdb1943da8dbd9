using Images.Engines;

namespace Images.Jobs.Staging;

/// <summary>The container of a computation: a process that only waits, beside which set-up and computations run.</summary>
internal static class ComputationContainer
{
    /// <summary>Makes it.</summary>
    /// <param name="computation">The computation; it has a set-up.</param>
    /// <param name="imageId">What it is made of.</param>
    /// <param name="storage">The file storage.</param>
    /// <param name="folder">Where this machine keeps what it mounts.</param>
    /// <param name="wanted">What it is found by.</param>
    /// <returns>What to run.</returns>
    public static ContainerSpec Of(Computation computation, string imageId, FileStorage storage, KeptFolder folder, KeptEntry wanted) =>
        new(imageId)
        {
            Entrypoint = ["/bin/sh", "-c", "while sleep 86400; do :; done"],
            Command = [],
            Environment = Variables(computation),
            User = "0:0",
            WorkingDirectory = "/",
            Network = computation.Setup!.Network,
            // Set-ups install packages: they may do what any container may, and write where they like.
            ReadOnlyRoot = false,
            Tmpfs = new Dictionary<string, string>(),
            DroppedCapabilities = [],
            PidsLimit = null,
            MemoryBytes = null,
            Mounts =
            [
                new(storage.Folder, ComputationFolders.Storage, ReadOnly: false),
                new(folder.Tree(wanted.Key), ComputationFolders.Repository),
                new(folder.Scripts(wanted.Key), ComputationFolders.Scripts),
            ],
            Labels = wanted.Labels(computation.Tree.Folder),
            Lasts = true,
        };

    /// <summary>Gets the computation's folder as it is seen in the container.</summary>
    /// <param name="computation">The computation.</param>
    /// <returns>An absolute path.</returns>
    public static string FolderOf(Computation computation) => $"{ComputationFolders.Repository}/{computation.Tree.Prefix}".TrimEnd('/');

    private static Dictionary<string, string> Variables(Computation computation) =>
        new(StringComparer.Ordinal)
        {
            ["GFSDIR"] = ComputationFolders.Storage,
            ["COMPDIR"] = FolderOf(computation),
            [SetupPrelude.Folder] = ComputationFolders.Setup,
        };
}
