using Images.Build.CommandLine;
using Images.Building;
using Images.Definitions;
using Images.Engines;
using Images.Publishing;
using Images.Registry.References;
using Images.Releasing.Pages;

namespace Images.Build.Hosting;

/// <summary>Sends the pages of images to Docker Hub.</summary>
/// <param name="context">What the user wants.</param>
internal sealed class PagePush(BuildContext context)
{
    private const string Hub = "docker.io";

    /// <summary>Sends what differs; whether all of it may be sent is checked first.</summary>
    /// <param name="pages">Every page.</param>
    /// <returns>When done.</returns>
    /// <exception cref="UsageException">No registry is Docker Hub, or there is no login.</exception>
    /// <exception cref="HubException">A page is too long, or the Hub refuses.</exception>
    public async Task RunAsync(IReadOnlyList<ImagePage> pages)
    {
        var host = HostEnvironment.Current();
        var wanted = Wanted(pages);
        if (wanted.Count == 0)
        {
            throw new UsageException("readme --push: no image goes to Docker Hub; other registries show no pages, leave out --push");
        }

        if (host.Variable("DOCKERHUB_USERNAME") is not { } user || host.Variable("DOCKERHUB_TOKEN") is not { } token)
        {
            throw new UsageException("readme --push: there is no login; set DOCKERHUB_USERNAME and DOCKERHUB_TOKEN");
        }

        context.Hide(new SecretMask([token]));
        var address = new Uri(host.Variable("DOCKERHUB_URL") ?? "https://hub.docker.com/");
        using var hub = new DockerHub(address, user, token, context.Time);
        var sent = await new HubPages(hub, context.Notices).PushAsync(wanted, context.Cancellation);
        context.Output.Note($"{wanted.Count} pages on Docker Hub, {sent} changed");
    }

    private List<HubPage> Wanted(IReadOnlyList<ImagePage> pages)
    {
        var result = new List<HubPage>();
        foreach (var registry in context.Registries)
        {
            foreach (var image in context.Plan.Family.Images.Where(image => image.Variants.Any(variant => Goes(variant, registry))))
            {
                var reference = RegistryReference.Parse($"{registry.TrimEnd('/')}/{image.Name}");
                if (reference.Registry == Hub)
                {
                    result.Add(new HubPage(reference.Repository, pages.First(page => page.Image == image.Name)));
                }
            }
        }

        return result;
    }

    private static bool Goes(Variant variant, string registry) => Publications.TagsOf([variant], [registry]).Any();
}
