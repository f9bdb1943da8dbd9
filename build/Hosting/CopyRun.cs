using Images.Build.CommandLine;
using Images.Building;
using Images.Definitions;
using Images.Planning;
using Images.Publishing;
using Images.Publishing.Copying;
using Images.Publishing.Guarding;
using Images.Registry.References;

namespace Images.Build.Hosting;

/// <summary>Copies a published image: 'copy' to any place, 'promote' to another tag of its own repository.</summary>
/// <param name="context">What the user wants.</param>
internal sealed class CopyRun(BuildContext context)
{
    private readonly FamilyPlan? plan = Directory.Exists(Path.Combine(context.Settings.Root, "images")) ? context.LoadFamily() : null;

    private RegistryReference Source => NamedImage.Of(plan, context.Settings.Words[0]).ToReference();

    /// <summary>Copies the image to where the second word says.</summary>
    /// <returns>When it is done.</returns>
    /// <exception cref="UsageException">The second word is no place for an image.</exception>
    /// <exception cref="RefusedException">A guard refuses.</exception>
    /// <exception cref="Registry.Errors.RegistryException">A registry does not give or take the image.</exception>
    public Task CopyAsync() => RunAsync(Source, Target(), write: true);

    /// <summary>Puts the tag that the second word says on the image.</summary>
    /// <returns>When it is done.</returns>
    /// <inheritdoc cref="CopyAsync"/>
    public Task PromoteAsync() => RunAsync(Source, Promoted(), write: true);

    /// <summary>Says what would be done.</summary>
    /// <param name="isPromotion">Whether the second word is a tag.</param>
    /// <returns>One line.</returns>
    /// <inheritdoc cref="CopyAsync"/>
    public Task<string> PreviewAsync(bool isPromotion) => RunAsync(Source, isPromotion ? Promoted() : Target(), write: false);

    private RegistryReference Target() =>
        RegistryReference.TryParse(context.Settings.Words[1]) is { Digest: null } reference
            ? reference
            : throw new UsageException($"copy: '{context.Settings.Words[1]}' is no place to copy to; write REGISTRY/REPOSITORY:TAG");

    private RegistryReference Promoted()
    {
        var tag = context.Settings.Words[1];
        return RegistryReference.TryParse($"{Source.FamiliarName}:{tag}") is { Digest: null } reference && reference.Tag == tag
            ? reference
            : throw new UsageException($"promote: '{tag}' is no tag; write it without the repository, such as latest");
    }

    private async Task<string> RunAsync(RegistryReference source, RegistryReference target, bool write)
    {
        using var registries = context.OpenRegistries();
        var copy = new ImageCopy(registries, PublishFiles.Of(context.Settings.Root).Memory, context.Settings.AllowOverwrite);
        var result = await copy.CopyAsync(source, target, VariantOf, write, context.Cancellation);
        if (result.Tag.Action is TagAction.Refused or TagAction.Newer)
        {
            var permit = result.Tag.Action == TagAction.Newer ? $"; {TagGuard.Permit}" : "";
            throw new RefusedException($"{target} {result.Tag.Reason}{permit}; nothing was changed");
        }

        var line =
            result.Tag.Action == TagAction.Unchanged ? $"{target} is {source} already, {result.Image.Digest}"
            : write ? $"{target} is now {source}, {result.Image.Digest}{With(result.Attached)}"
            : $"{target} would be {source}, {result.Image.Digest}{(result.Tag.Reason is { } from ? $", {from}" : "")}";
        if (write)
        {
            await context.Output.Results.WriteLineAsync(line);
        }

        return line;
    }

    private static string With(int attached) => attached == 0 ? "" : $", with {Amount.Count(attached, "document")} about it";

    private Variant? VariantOf(string id) => plan?.Graph.Find(id)?.Rendered.Variant;
}
