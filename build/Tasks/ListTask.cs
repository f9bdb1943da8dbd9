using Cake.Frosting;
using Images.Build.Hosting;
using Images.Build.Printing;
using Images.Planning;

namespace Images.Build.Tasks;

/// <summary>Lists the images.</summary>
[TaskName("List")]
[TaskDescription("Lists the images, their tags and what they are built from")]
public sealed class ListTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        var images = context.Plan.Selected;
        if (context.Settings.Json)
        {
            context.Output.Results.Write(ImageListing.Of(images).ToJson());
            return;
        }

        var listed = ImageListing.Of(images).Images;
        var hasPush = listed.Any(image => image.Push is not null);
        var table = new Table(["IMAGE", "FROM", "TAGS", .. hasPush ? ["PUSH"] : Array.Empty<string>(), "DESCRIPTION"]);
        foreach (var image in listed)
        {
            table.Add([
                image.Id,
                image.Parents is [var parent, ..] ? parent : image.From,
                string.Join(", ", image.Tags),
                .. hasPush ? [Push(image)] : Array.Empty<string>(),
                image.Description ?? string.Empty,
            ]);
        }

        table.Write(context.Output.Results, Terminal.Width);
    }

    private static string Push(ListedImage image) =>
        image.Push switch
        {
            null => "all",
            [] => "never",
            var registries => string.Join(", ", registries),
        };
}
