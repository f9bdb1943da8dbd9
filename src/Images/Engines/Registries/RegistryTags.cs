using Images.Registry;
using Images.Registry.Errors;
using Images.Registry.References;

namespace Images.Engines.Registries;

/// <summary>Takes tags out of registries, as far as they permit it.</summary>
/// <param name="client">The registries.</param>
public sealed class RegistryTags(RegistryClient client)
{
    /// <summary>Takes a tag away (OCI distribution specification, "Content Management").</summary>
    /// <param name="reference">With a registry and a tag.</param>
    /// <param name="digest">What the tag is: some registries delete by digest only, and with it every tag that it has.</param>
    /// <param name="isNeeded">Tells the other tags that somebody may need; while there is one, nothing is deleted by digest.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when the tag is gone; otherwise why not, in a few words.</returns>
    public async Task<string?> RemoveAsync(
        string reference,
        string digest,
        Func<string, bool> isNeeded,
        CancellationToken cancellationToken
    )
    {
        if (RegistryReference.TryParse(reference) is not { Registry: not "docker.io" } named)
        {
            return "Docker Hub's registry deletes nothing";
        }

        try
        {
            if (await DeletesAsync(named, cancellationToken))
            {
                return null;
            }

            await foreach (var other in client.ListTagsAsync(named, cancellationToken))
            {
                if (other != named.Tag && isNeeded(other))
                {
                    return "it deletes by digest only, and a tag that is needed names the same image";
                }
            }

            await client.DeleteAsync(named.WithDigest(digest), cancellationToken);
            return null;
        }
        catch (RegistryException error)
        {
            return error.Status is { } status ? $"the registry answers {(int)status} to a delete" : error.Message;
        }
    }

    // A tag that was gone already is as good.
    private async Task<bool> DeletesAsync(RegistryReference tag, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteAsync(tag, cancellationToken);
            return true;
        }
        catch (RegistryException error) when (error.Status is not null)
        {
            return false;
        }
    }
}
