using Images.Building;
using Images.Engines;

namespace Images.Build.Hosting;

/// <summary>The build caches of a run that can be reached from this machine.</summary>
internal static class ReachedCaches
{
    /// <summary>Gives the caches their addresses and keys, and leaves out those that have none, which is said.</summary>
    /// <param name="context">The run; the keys are hidden in all that it writes.</param>
    /// <param name="how">How images are to be built.</param>
    /// <returns>The same with such caches.</returns>
    public static ImageOptions Of(BuildContext context, ImageOptions how)
    {
        var access = new CacheAccess(HostEnvironment.Current());
        return how with { CacheFrom = Reached("--cache-from", how.CacheFrom), CacheTo = Reached("--cache-to", how.CacheTo) };

        IReadOnlyList<CacheSpec> Reached(string option, IReadOnlyList<CacheSpec> caches)
        {
            var reached = new List<CacheSpec>();
            foreach (var cache in caches.Select(access.Complete))
            {
                context.Hide(CacheAccess.MaskOf(cache));
                if (CacheAccess.WhyNot(cache) is { } reason)
                {
                    context.Notices.Report($"{option}: {reason}");
                }
                else
                {
                    reached.Add(cache);
                }
            }

            return reached;
        }
    }
}
