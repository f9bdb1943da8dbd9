namespace Images.BuildKit.Tests.Engine;

/// <summary>Joins two streams.</summary>
internal static class BothWays
{
    /// <summary>Carries bytes both ways until one of the streams ends; whoever called closes them.</summary>
    public static async Task RelayAsync(Stream near, Stream far, CancellationToken cancellationToken)
    {
        Task[] ways = [near.CopyToAsync(far, cancellationToken), far.CopyToAsync(near, cancellationToken)];
        await Task.WhenAny(ways);
        foreach (var way in ways)
        {
            // The other way breaks off when the streams are closed: nobody else would look at its error.
            _ = way.ContinueWith(broken => broken.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }
}
