using System.Text.Json;

namespace Octokit;

public class MiscellaneousRateLimit
{
    internal MiscellaneousRateLimit(ResourceRateLimit resources, RateLimit rate)
    {
        Resources = resources;
        Rate = rate;
    }

    public ResourceRateLimit Resources { get; }

    public RateLimit Rate { get; }

    internal static MiscellaneousRateLimit Read(JsonElement json) =>
        new(
            new ResourceRateLimit(json.Part("resources", resources => resources.Part("core", RateLimit.Read))),
            json.Part("rate", RateLimit.Read)
        );
}
