using Cake.Frosting;
using Images.Build.Hosting;
using Images.Build.Printing;
using Images.Releasing.Pages;

namespace Images.Build.Tasks;

/// <summary>Writes the page of each image, or with --check compares it; with --push sends it to Docker Hub.</summary>
[TaskName("Readme")]
[TaskDescription("Writes the page of each image from its definition")]
public sealed class ReadmeTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        var (family, settings) = (context.Plan.Family, context.Settings);
        var pages = ImagePage.Of(family);
        if (settings.Check)
        {
            var drifts = PageTree.Check(settings.Root, pages);
            DriftText.Write(context.Output, drifts, context.InGitHubActions, "page is not current");
            if (drifts.Count > 0)
            {
                throw new DriftException($"{drifts.Count} of {pages.Count} pages are not current; run 'readme' and commit the result");
            }

            context.Output.Note($"{pages.Count} pages are current");
        }
        else
        {
            var written = PageTree.Write(settings.Root, pages, context.Cancellation);
            foreach (var drift in written)
            {
                context.Output.Note($"wrote {drift.Path}");
            }

            context.Output.Note($"{pages.Count} pages, {written.Count} changed");
        }

        if (settings.PushPages)
        {
            await new PagePush(context).RunAsync(pages);
        }
    }
}
