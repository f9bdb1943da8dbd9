using Images.Build.CommandLine;
using Images.Building;
using Images.Engines;
using Images.Registry;
using Images.Releasing;
using Images.Releasing.Hosting;
using Images.Releasing.Listing;
using Images.Testing.Inventory;

namespace Images.Build.Hosting;

/// <summary>Releases what is published.</summary>
/// <param name="context">What the user wants.</param>
internal sealed class ReleaseRun(BuildContext context)
{
    private const int MostNamed = 10;

    private readonly HostEnvironment environment = HostEnvironment.Current();
    private readonly ReleaseHistory history = new(context.Settings.Root);

    /// <summary>Releases, or prints the notes alone.</summary>
    /// <returns>When done.</returns>
    /// <exception cref="UsageException">It is not said what is released, or where.</exception>
    /// <exception cref="RefusedException">Something is not published, or the release is out with other images.</exception>
    /// <exception cref="ReleaseHostException">GitHub refuses, or cannot be asked.</exception>
    public async Task RunAsync()
    {
        var settings = context.Settings;
        var tag = await TagAsync();
        using var host = await HostAsync(isNeeded: !settings.NotesOnly);
        var (state, content) = await CollectAsync(tag, host);
        if (settings.NotesOnly)
        {
            await context.Output.Results.WriteAsync(content.Text.Body);
            return;
        }

        if (Releaser.WouldChangePublished(state, content) && !settings.AllowOverwrite)
        {
            throw new RefusedException(
                $"release: {tag} is out with other images than are published now; release them under a new tag, or say --allow-overwrite"
            );
        }

        var outcome = await new Releaser(host!, context.Notices).RunAsync(state, content, settings.Draft, context.Cancellation);
        var word = outcome.Release.IsDraft ? "a draft" : "released";
        await context.Output.Results.WriteLineAsync(
            outcome.Done.Count == 0
                ? $"{tag} is {word} already, nothing was changed: {outcome.Release.Address}"
                : $"{tag} is {word}: {outcome.Release.Address}"
        );
    }

    /// <summary>Says what would be released; nothing is changed.</summary>
    /// <returns>Lines.</returns>
    public async Task<IReadOnlyList<string>> PreviewAsync()
    {
        if (context.Settings.Targets is not ["Release"])
        {
            return ["what will be published by then"];
        }

        var tag = await TagAsync();
        using var host = await HostAsync(isNeeded: false);
        var (state, content) = await CollectAsync(tag, host);
        return
        [
            $"{tag} at {host?.Name ?? "a repository that is not known yet"}: {(state.Release is { } there ? there.IsDraft ? "there is a draft" : "it is out" : "would be made")}",
            .. content.AllFiles.Select(file => $"{file.Name}, {Quantity.Bytes(file.Content.Length)}"),
        ];
    }

    private async Task<(ReleaseState State, ReleaseContent Content)> CollectAsync(string tag, GitHubReleaseHost? host)
    {
        var (settings, plan) = (context.Settings, context.Plan);
        using var registries = context.OpenRegistries();
        var published = new PublishedFamily(registries, context.Registries[0]);
        var listing = await published.ReadAsync(plan.Family.Variants, context.Cancellation);
        RequireAll(listing);
        var state = host is null
            ? new ReleaseState([], null, [])
            : await new Releaser(host, context.Notices).LookAsync(tag, context.Cancellation);
        var facts = await PublishedFacts.ReadAsync(context);
        var wishes = new ReleaseWishes(tag, Previous(tag, state))
        {
            TestsOf = facts.TestsOf,
            DigestBefore = facts.DigestBefore,
            IsNew = facts.IsNew,
            Report = facts.Page,
        };
        var collector = new ReleaseCollector(host, published, Bills(registries), history, context.Notices);
        return (state, await collector.CollectAsync(plan, listing, state, wishes, context.Cancellation));

        BillsOfMaterials Bills(RegistryClient client) =>
            new(client, EngineSession.Compared(null, client, context.Time), new InventoryMemory(settings.Root), context.Notices);
    }

    private void RequireAll(PublishedListing listing)
    {
        foreach (var missing in listing.Missing)
        {
            context.Output.Log.WriteLine($"{missing.Id}: not published as {missing.Reference}");
        }

        if (listing.Missing.Count > 0)
        {
            var names = string.Join(", ", listing.Missing.Take(MostNamed).Select(missing => missing.Id));
            var more = listing.Missing.Count > MostNamed ? $" and {listing.Missing.Count - MostNamed} more" : "";
            throw new RefusedException($"release: not published yet: {names}{more}; run 'publish' first, or 'publish --release' for both");
        }
    }

    private string? Previous(string tag, ReleaseState state)
    {
        var others = state.All.Where(release => !release.IsDraft).Select(release => release.Tag).ToList();
        return context.Settings.PreviousRelease is not { } named ? ReleaseVersion.Previous(tag, others)
            : others.Contains(named, StringComparer.Ordinal) || others.Count == 0 ? named
            : throw new UsageException(
                $"--previous: there is no release {named}{Definitions.NearNames.Hint(named, others)}; name one that is out"
            );
    }

    private async Task<string> TagAsync() =>
        context.Settings.ReleaseTag
        ?? (environment.Variable("GITHUB_REF_TYPE") == "tag" ? environment.Variable("GITHUB_REF_NAME") : null)
        ?? await history.TagAtHeadAsync(context.Cancellation)
        ?? throw new UsageException("release: HEAD has no tag; make one with 'git tag v1.0', or name it with --tag=v1.0");

    private async Task<GitHubReleaseHost?> HostAsync(bool isNeeded)
    {
        var access = await GitHubAccess.FindAsync(context, "release", isNeeded);
        return access is null ? null : new GitHubReleaseHost(access.Site, access.Repository, context.Time, context.Notices);
    }
}
