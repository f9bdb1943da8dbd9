using System.Net;
using Images.Registry.References;
using Images.Registry.Requests;
using Images.Registry.Transport;

namespace Images.Registry.Uploads;

/// <summary>The requests of an upload, each sent once but for those that change nothing.</summary>
internal sealed class UploadRequests(RegistrySender sender, RegistryReference repository, BlobSource source, SentBytes sent)
{
    // What a registry's slow disk hashes in a second, when it checks a blob.
    private const double HashedInSecond = 20e6;

    /// <summary>Opens an upload, or has the blob mounted.</summary>
    /// <returns>Where it goes on; null: the blob was mounted.</returns>
    public Task<UploadPlace?> StartAsync(RegistryReference? from, string? digest, CancellationToken cancellationToken)
    {
        var mount =
            from is not null && digest is not null
                ? $"?mount={Uri.EscapeDataString(digest)}&from={Uri.EscapeDataString(from.Repository)}"
                : string.Empty;
        var request = Request(HttpMethod.Post, null) with
        {
            Path = $"blobs/uploads/{mount}",
            AlsoPulls = mount.Length > 0 ? from!.Repository : null,
        };
        return sender.SendOnceAsync(
            request,
            (response, _) =>
                Task.FromResult(
                    mount.Length > 0 && response.StatusCode == HttpStatusCode.Created
                        ? null
                        : UploadPlace.Of(repository, sender.RootOf(repository), response, null)
                ),
            cancellationToken
        );
    }

    /// <summary>Sends a part of the blob.</summary>
    /// <returns>Where it goes on.</returns>
    public Task<UploadPlace> SendAsync(UploadPlace place, BlobPart part, CancellationToken cancellationToken) =>
        WithBodyAsync(
            Request(HttpMethod.Patch, place.Address),
            part,
            response => UploadPlace.Of(repository, sender.RootOf(repository), response, place),
            cancellationToken
        );

    /// <summary>Asks how far the upload is.</summary>
    public Task<UploadPlace> StatusAsync(UploadPlace place, CancellationToken cancellationToken) =>
        sender.SendAsync(
            Request(HttpMethod.Get, place.Address),
            (response, _) => Task.FromResult(UploadPlace.Of(repository, sender.RootOf(repository), response, place)),
            cancellationToken
        );

    /// <summary>Ends the upload, with the blob where it is sent whole.</summary>
    /// <returns>The digest that the registry names; null where it names none.</returns>
    public Task<string?> CommitAsync(UploadPlace place, string digest, BlobPart? whole, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Put, place.WithDigest(digest)) with
        {
            Allowance = TimeSpan.FromSeconds(Math.Floor((sent.Size ?? 0) / HashedInSecond)),
        };
        return whole is { } part
            ? WithBodyAsync(request, part, AnswerHeaders.DigestOf, cancellationToken)
            : sender.SendOnceAsync(
                request with
                {
                    Content = _ => new ByteArrayContent([]),
                },
                (response, _) => Task.FromResult(AnswerHeaders.DigestOf(response)),
                cancellationToken
            );
    }

    private async Task<T> WithBodyAsync<T>(
        RegistryRequest request,
        BlobPart part,
        Func<HttpResponseMessage, T> read,
        CancellationToken cancellationToken
    )
    {
        var bodies = new List<BlobContent>();
        try
        {
            return await sender.SendOnceAsync(
                request with
                {
                    IsTransfer = true,
                    Content = moves =>
                    {
                        bodies.Add(new BlobContent(source, sent, part, moves).Described());
                        return bodies[^1];
                    },
                },
                (response, _) => Task.FromResult(read(response)),
                cancellationToken
            );
        }
        finally
        {
            foreach (var body in bodies)
            {
                await body.EndAsync();
            }
        }
    }

    private RegistryRequest Request(HttpMethod method, Uri? address) =>
        new(repository, method, string.Empty) { Address = address, Actions = RegistryRequest.Push };
}
