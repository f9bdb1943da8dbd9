using Images.Registry.Blobs;
using Images.Registry.Manifests;
using Images.Registry.References;
using Images.Registry.Referrers;
using Images.Registry.Requests;
using Images.Registry.Transport;
using Images.Registry.Uploads;

namespace Images.Registry;

/// <summary>
/// Reads from registries and writes to them by the OCI distribution specification 1.1. One client serves any number of registries, and
/// any number of callers at once: they share connections, tokens, and the pace that each registry permits.
/// </summary>
public sealed partial class RegistryClient : IDisposable
{
    private readonly RegistryHosts hosts;
    private readonly RegistrySender sender;
    private readonly ManifestReader manifests;
    private readonly ManifestWriter manifestWriter;
    private readonly TagList tags;
    private readonly BlobLookup lookup;
    private readonly BlobReader blobs;
    private readonly BlobUploader uploader;
    private readonly ReferrerList referrers;
    private readonly ReferrerWriter referrerWriter;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <param name="options">How registries are reached.</param>
    /// <param name="time">The clock; null is the system's.</param>
    /// <param name="http">Sends everything instead of connections of the client's own, which know certificates and proxies; it stays the caller's.</param>
    public RegistryClient(RegistryOptions options, TimeProvider? time = null, HttpMessageInvoker? http = null)
    {
        time ??= TimeProvider.System;
        hosts = new RegistryHosts(options, http);
        sender = new RegistrySender(hosts, options, time);
        manifests = new ManifestReader(sender);
        manifestWriter = new ManifestWriter(sender, manifests, options, time);
        tags = new TagList(sender);
        lookup = new BlobLookup(sender);
        blobs = new BlobReader(sender, options, time);
        uploader = new BlobUploader(sender, lookup, options, time);
        referrers = new ReferrerList(sender, manifests);
        referrerWriter = new ReferrerWriter(manifests, manifestWriter, referrers, options, time);
    }

    /// <summary>Gets how many manifests a registry still gives out, as its last answer said; nothing is asked for it.</summary>
    /// <param name="reference">Any reference of the registry.</param>
    /// <returns>The limit; null where the registry has said nothing of one to this client.</returns>
    public PullLimit? GetPullLimit(RegistryReference reference) => sender.TrafficOf(reference).PullLimit;

    /// <inheritdoc/>
    public void Dispose()
    {
        referrerWriter.Dispose();
        sender.Dispose();
        hosts.Dispose();
    }
}
