using System.Runtime.CompilerServices;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Requests;
using Images.Registry.Transport;

namespace Images.Registry.Manifests;

/// <summary>The tags of repositories.</summary>
internal sealed class TagList(RegistrySender sender)
{
    /// <exception cref="RegistryException">There is no such repository, or the registry cannot be asked.</exception>
    public async IAsyncEnumerable<string> ReadAsync(
        RegistryReference repository,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var request = new RegistryRequest(repository, HttpMethod.Get, "tags/list?n=1000");
        await foreach (var page in PageReader.ReadAsync(sender, request, cancellationToken))
        {
            foreach (var tag in ContentErrors.Read(repository, () => ContentReader.Tags(page.Body)))
            {
                yield return tag;
            }
        }
    }

    /// <returns>False when it was not there.</returns>
    /// <exception cref="RegistryException">The registry does not permit it, or cannot be asked.</exception>
    public async Task<bool> DeleteAsync(RegistryReference reference, CancellationToken cancellationToken)
    {
        var request = new RegistryRequest(reference, HttpMethod.Delete, $"manifests/{reference.Identifier}") { Actions = "delete,pull" };
        try
        {
            return await sender.SendAsync(request, (_, _) => Task.FromResult(true), cancellationToken);
        }
        catch (RegistryException error) when (error.Problem == RegistryProblem.NotFound)
        {
            return false;
        }
    }
}
