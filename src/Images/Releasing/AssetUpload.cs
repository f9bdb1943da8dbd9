using System.Security.Cryptography;
using Images.Building;
using Images.Releasing.Hosting;

namespace Images.Releasing;

/// <summary>Brings the files of a release up to date: what is there with the same content stays, everything else is sent.</summary>
/// <param name="host">Where.</param>
internal sealed class AssetUpload(IReleaseHost host)
{
    /// <summary>Brings them up to date.</summary>
    /// <param name="release">The release.</param>
    /// <param name="there">Its files as they are.</param>
    /// <param name="wanted">Its files as they are to be; the last one has the checksums of the others.</param>
    /// <param name="cancellationToken">Gives up between two requests.</param>
    /// <returns>What was done, one line each.</returns>
    /// <exception cref="ReleaseHostException">Something is refused, or the host cannot be asked.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(
        HostedRelease release,
        IReadOnlyList<HostedAsset> there,
        IReadOnlyList<ReleaseFile> wanted,
        CancellationToken cancellationToken
    )
    {
        var done = new List<string>();
        var byName = there.ToLookup(asset => asset.Name, StringComparer.Ordinal);
        var isWhole = await IsSameAsync(byName[wanted[^1].Name], wanted[^1], trusted: false, cancellationToken);
        foreach (var file in wanted)
        {
            if (await IsSameAsync(byName[file.Name], file, trusted: isWhole, cancellationToken))
            {
                continue;
            }

            foreach (var asset in byName[file.Name])
            {
                await host.DeleteAsync(asset, cancellationToken);
                done.Add(asset.IsComplete ? $"removed the old {asset.Name}" : $"removed {asset.Name}, whose upload was cut");
            }

            await host.UploadAsync(release, file, cancellationToken);
            done.Add($"sent {file.Name} ({Quantity.Bytes(file.Content.Length)})");
        }

        var names = wanted.Select(file => file.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var asset in there.Where(asset => IsOurs(asset.Name) && !names.Contains(asset.Name)))
        {
            await host.DeleteAsync(asset, cancellationToken);
            done.Add($"removed {asset.Name}, which the release is without");
        }

        return done;
    }

    // What people add to a release by hand is left alone.
    private static bool IsOurs(string name) => name.EndsWith(ReleaseFiles.SbomEnding, StringComparison.Ordinal);

    // The checksums are sent last: where they are the same, the files are those that they were made of.
    private async Task<bool> IsSameAsync(
        IEnumerable<HostedAsset> assets,
        ReleaseFile file,
        bool trusted,
        CancellationToken cancellationToken
    ) =>
        assets.ToList() is [{ IsComplete: true } only]
        && only.Size == file.Content.Length
        && (
            trusted || SHA256.HashData(await host.ReadAsync(only, cancellationToken)).AsSpan().SequenceEqual(SHA256.HashData(file.Content))
        );
}
