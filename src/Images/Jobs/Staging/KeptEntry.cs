using System.Security.Cryptography;
using System.Text;
using Images.Engines;

namespace Images.Jobs.Staging;

/// <summary>A computation's container, or the image that one was right after its stages.</summary>
/// <param name="Id">The container's or the image's id.</param>
/// <param name="MadeOf">The image that a container was made of; of an image its own id.</param>
/// <param name="Key">Tells it from all others of this machine: its computation, commit, image and storage.</param>
/// <param name="Commit">The commit's whole id.</param>
/// <param name="ImageId">The id of the image that <c>docker.conf</c> names.</param>
/// <param name="Storage">The file storage that a container sees.</param>
/// <param name="Stages">The digests of the set-up's stages.</param>
internal sealed record KeptEntry(
    string Id,
    string MadeOf,
    string Key,
    string Commit,
    string ImageId,
    string Storage,
    IReadOnlyList<string> Stages
)
{
    /// <summary>The label that holds the computation's folder.</summary>
    public const string SourceLabel = "org.images.computation";

    private const string HostLabel = SourceLabel + ".host";
    private const string KeyLabel = SourceLabel + ".key";
    private const string CommitLabel = SourceLabel + ".commit";
    private const string ImageLabel = SourceLabel + ".image";
    private const string StorageLabel = SourceLabel + ".storage";
    private const string StagesLabel = SourceLabel + ".stages";
    private const int KeyLength = 16;

    /// <summary>Begins one that is not made yet.</summary>
    /// <param name="tree">The computation's folder and commit.</param>
    /// <param name="imageId">The image's id.</param>
    /// <param name="storage">The file storage.</param>
    /// <param name="stages">The digests of the set-up's stages.</param>
    /// <returns>The entry, without ids.</returns>
    public static KeptEntry Of(SourceTree tree, string imageId, string storage, IReadOnlyList<string> stages)
    {
        var text = string.Join('\0', tree.Folder, tree.Commit, imageId, storage);
        return new KeptEntry(string.Empty, string.Empty, Digest(text), tree.Commit, imageId, storage, stages);
    }

    /// <summary>Reads what an engine lists.</summary>
    /// <param name="listed">Containers or images.</param>
    /// <returns>Those of this machine, with the folders of their computations.</returns>
    public static IEnumerable<(string Source, KeptEntry Entry)> Of(IEnumerable<LastingObject> listed) =>
        listed
            .Where(each => each.Labels.GetValueOrDefault(HostLabel) == Environment.MachineName)
            .Select(each =>
                (
                    each.Labels[SourceLabel],
                    new KeptEntry(
                        each.Id,
                        each.ImageId,
                        each.Labels.GetValueOrDefault(KeyLabel, string.Empty),
                        each.Labels.GetValueOrDefault(CommitLabel, string.Empty),
                        each.Labels.GetValueOrDefault(ImageLabel, string.Empty),
                        each.Labels.GetValueOrDefault(StorageLabel, string.Empty),
                        each.Labels.GetValueOrDefault(StagesLabel, string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries)
                    )
                )
            );

    /// <summary>Shortens a text to what tells it from others.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Sixteen digits.</returns>
    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..KeyLength];

    /// <summary>Makes the labels by which it is found again.</summary>
    /// <param name="source">The computation's folder.</param>
    /// <returns>The labels.</returns>
    public Dictionary<string, string> Labels(string source) =>
        new(StringComparer.Ordinal)
        {
            [SourceLabel] = source,
            [HostLabel] = Environment.MachineName,
            [KeyLabel] = Key,
            [CommitLabel] = Commit,
            [ImageLabel] = ImageId,
            [StorageLabel] = Storage,
            [StagesLabel] = string.Join(',', Stages),
            // What is made of an image of the family is none of the family's.
            [Planning.ImageLabels.Variant] = string.Empty,
        };
}
