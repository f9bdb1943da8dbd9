using Images.Building;
using Images.Publishing;
using Images.Publishing.Attaching.Keys;
using Images.Publishing.Exporting;
using Images.Publishing.Guarding;
using Images.Registry;

namespace Images.Build.Hosting;

/// <summary>Publishes at the end of a run; the registries are asked for their tags from its beginning, beside other work.</summary>
internal sealed class PublishRun : IDisposable
{
    private readonly BuildContext context;
    private readonly RegistryClient registries;
    private readonly PublishFiles files;
    private readonly PublishedTags tags;

    private PublishRun(BuildContext context)
    {
        this.context = context;
        registries = context.OpenRegistries();
        files = PublishFiles.Of(context.Settings.Root);
        tags = new PublishedTags(registries, files.Memory);
    }

    /// <summary>Prepares to publish, and begins to ask for tags.</summary>
    /// <param name="context">What the user wants.</param>
    /// <returns>The run; disposing it lets go of the registries.</returns>
    /// <exception cref="CommandLine.UsageException">There is no registry to publish to.</exception>
    public static PublishRun Begin(BuildContext context)
    {
        var (registries, plan) = (context.Registries, context.Plan);
        var run = new PublishRun(context);
        foreach (var tag in Publications.TagsOf([.. plan.Selected.Select(image => image.Rendered.Variant)], registries))
        {
            run.tags.Begin(tag, context.Cancellation);
        }

        return run;
    }

    /// <summary>Makes what publishes.</summary>
    /// <param name="key">The key that signs; null: none.</param>
    /// <returns>The publisher.</returns>
    public async Task<Publisher> PublisherAsync(SigningKey? key)
    {
        var engines = await context.EnginesAsync();
        var options = new PublishOptions
        {
            AllowOverwrite = context.Settings.AllowOverwrite,
            Attach = new PublishAttachments(context, engines, registries).Options(key),
        };
        return new Publisher(registries, ExportAsync, files, options, tags);

        Task<IImageExport> ExportAsync(BuiltImage image, CancellationToken cancellationToken) =>
            engines.ExportAsync(image, files, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => registries.Dispose();
}
