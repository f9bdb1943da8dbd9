using System.Net;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Transport;

namespace Images.Registry.Requests;

/// <summary>Where an answer sends a request on (RFC 9110 section 15.4). A request that changes something is sent on as it is or not at all.</summary>
internal static class Redirect
{
    /// <summary>How often one request is sent on.</summary>
    public const int Most = 5;

    /// <returns>Null where the answer is the last one.</returns>
    /// <exception cref="RegistryException">It sends the request where it must not go.</exception>
    public static Uri? Of(RegistryReference reference, Uri registry, HttpMethod method, Uri address, HttpResponseMessage response)
    {
        var reads = method == HttpMethod.Get || method == HttpMethod.Head;
        var goesOn = response.StatusCode switch
        {
            HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect => true,
            HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther => reads,
            _ => false,
        };
        if (!goesOn || response.Headers.Location is not { } location || !Uri.TryCreate(address, location, out var next))
        {
            return null;
        }

        return Accept(reference, registry, next);
    }

    /// <summary>Accepts an address that the registry named.</summary>
    /// <exception cref="RegistryException">It must not be asked.</exception>
    public static Uri Accept(RegistryReference reference, Uri registry, Uri address) =>
        ForeignAddress.Objection(registry, address) is { } objection
            ? throw new RegistryException(
                RegistryProblem.Malformed,
                $"{reference}: {registry.Authority} sends on to {address.Host}, which {objection}; nothing was sent there: ask who runs the registry"
            )
            : address;
}
