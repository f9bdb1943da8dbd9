using Images.BuildKit.Wire;

namespace Images.BuildKit.Builds;

/// <summary>A build request in the words of the control service, and of the gateway.</summary>
internal static class SolveMessage
{
    /// <summary>A solve that runs the Dockerfile frontend and exports; its session is still to be named.</summary>
    public static SolveRequest Of(BuildRequest request, string imageExporter = ExporterChoice.EngineImage)
    {
        var exporter = ExporterChoice.Of(request.Output, imageExporter);
        return new SolveRequest
        {
            Ref = Guid.NewGuid().ToString("N"),
            Frontend = FrontendAttributes.Frontend,
            FrontendAttrs = { FrontendAttributes.Of(request) },
            FrontendInputs = { FrontendInputs.Of(request) },
            Exporter = exporter.Type,
            ExporterAttrs = { exporter.Attributes.ToDictionary() },
            Cache = new CacheOptions { Imports = { request.CacheFrom.Select(EntryOf) }, Exports = { request.CacheTo.Select(EntryOf) } },
            Entitlements = { EntitlementsOf(request) },
            Internal = !request.RecordHistory,
        };
    }

    /// <summary>
    /// The same solve in two: one that opens the build and says what to export, and one that runs the frontend inside. The first
    /// keeps the frontend's attributes, from which engines take attestations and the time for the exporter.
    /// </summary>
    public static (SolveRequest Opening, GatewaySolveRequest Inside) Split(SolveRequest whole)
    {
        var opening = whole.Clone();
        opening.Frontend = "";
        opening.FrontendInputs.Clear();
        var inside = new GatewaySolveRequest
        {
            Frontend = whole.Frontend,
            FrontendOpt = { whole.FrontendAttrs },
            FrontendInputs = { whole.FrontendInputs },
            CacheImports = { whole.Cache.Imports },
            AllowResultReturn = true,
            AllowResultArrayRef = true,
            Evaluate = true,
        };
        return (opening, inside);
    }

    private static IEnumerable<string> EntitlementsOf(BuildRequest request) =>
        request.Network == BuildNetwork.Host ? [.. request.Entitlements, "network.host"] : request.Entitlements;

    private static CacheOptionsEntry EntryOf(CacheLocation location) =>
        new() { Type = location.Type, Attrs = { location.Attributes.ToDictionary() } };
}
