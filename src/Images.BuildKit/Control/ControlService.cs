using Images.BuildKit.Errors;
using Images.BuildKit.Grpc;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Control;

/// <summary>The engine's control service, call by call.</summary>
internal sealed class ControlService(GrpcChannel channel)
{
    private const string Service = "/moby.buildkit.v1.Control/";

    public Task<SolveResponse> SolveAsync(SolveRequest request, CancellationToken cancellationToken) =>
        channel.CallAsync(Service + "Solve", request, SolveResponse.Parser, cancellationToken);

    public IAsyncEnumerable<StatusResponse> StatusAsync(string reference, CancellationToken cancellationToken) =>
        channel.StreamAsync(Service + "Status", new StatusRequest { Ref = reference }, StatusResponse.Parser, cancellationToken);

    public async Task<IReadOnlyList<BuildKitWorker>> ListWorkersAsync(CancellationToken cancellationToken)
    {
        var response = await channel.CallAsync(
            Service + "ListWorkers",
            new ListWorkersRequest(),
            ListWorkersResponse.Parser,
            cancellationToken
        );
        return
        [
            .. response.Record.Select(worker => new BuildKitWorker(
                worker.Id,
                new Dictionary<string, string>(worker.Labels, StringComparer.Ordinal),
                [.. worker.Platforms.Select(NameOf).Distinct()]
            )),
        ];
    }

    /// <summary>BuildKit's version; null where the engine is too old to tell (20.10).</summary>
    public async Task<string?> VersionAsync(CancellationToken cancellationToken)
    {
        try
        {
            var info = await channel.CallAsync(Service + "Info", new InfoRequest(), InfoResponse.Parser, cancellationToken);
            return info.BuildkitVersion?.Version ?? "";
        }
        catch (GrpcStatusException e) when (e.Code == GrpcStatusCode.Unimplemented)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<CacheRecord>> DiskUsageAsync(CancellationToken cancellationToken)
    {
        var response = await channel.CallAsync(Service + "DiskUsage", new DiskUsageRequest(), DiskUsageResponse.Parser, cancellationToken);
        return [.. response.Record.Select(RecordOf)];
    }

    public IAsyncEnumerable<CacheRecord> PruneAsync(PruneOptions options, CancellationToken cancellationToken)
    {
        var request = new PruneRequest
        {
            All = options.All,
            KeepDuration = (long)options.KeepDuration.TotalNanoseconds,
            KeepBytes = options.KeepBytes,
            Filter = { options.Filters },
        };
        return channel.StreamAsync(Service + "Prune", request, UsageRecord.Parser, cancellationToken).Select(RecordOf);
    }

    private static string NameOf(Platform platform) =>
        platform.Variant.Length == 0 || (platform.Architecture, platform.Variant) is ("arm64", "v8") or ("amd64", "v1")
            ? $"{platform.Os}/{platform.Architecture}"
            : $"{platform.Os}/{platform.Architecture}/{platform.Variant}";

    private static CacheRecord RecordOf(UsageRecord record) =>
        new()
        {
            Id = record.Id,
            Description = record.Description,
            Type = record.RecordType,
            Size = record.Size,
            InUse = record.InUse,
            Shared = record.Shared,
            UsageCount = (int)record.UsageCount,
            Created = record.CreatedAt?.ToDateTimeOffset(),
            LastUsed = record.LastUsedAt?.ToDateTimeOffset(),
            Parents =
                record.Parents.Count > 0 ? [.. record.Parents]
                : record.Parent.Length > 0 ? [record.Parent]
                : [],
        };
}
