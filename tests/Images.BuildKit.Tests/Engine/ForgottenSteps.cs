using Images.BuildKit.Control;

namespace Images.BuildKit.Tests.Engine;

/// <summary>Takes single steps out of an engine's build cache and leaves those of others alone.</summary>
internal static class ForgottenSteps
{
    /// <summary>Has the engine forget the steps whose description holds a mark, and those after them.</summary>
    public static async Task ForgetAsync(BuildKitClient client, string mark, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            var filters = Of(await client.GetDiskUsageAsync(cancellationToken), mark).Select(id => $"id=={id}").ToList();
            if (filters.Count == 0)
            {
                return;
            }

            await foreach (var _ in client.PruneAsync(new PruneOptions { All = true, Filters = filters }, cancellationToken)) { }
            await Task.Delay(200, cancellationToken);
        }

        Assert.Fail($"the engine still has the steps of {mark}");
    }

    /// <summary>The steps with the mark, and those that stand on them: an engine keeps what another step stands on.</summary>
    private static HashSet<string> Of(IReadOnlyList<CacheRecord> records, string mark)
    {
        var found = records
            .Where(record => record.Description.Contains(mark, StringComparison.Ordinal))
            .Select(record => record.Id)
            .ToHashSet(StringComparer.Ordinal);
        for (var before = -1; before < found.Count; )
        {
            before = found.Count;
            found.UnionWith(records.Where(record => record.Parents.Any(found.Contains)).Select(record => record.Id));
        }

        return found;
    }
}
