using System.Globalization;
using System.Text;

namespace Images.Releasing.Pages;

/// <summary>Brings pages on Docker Hub up to date. Lengths, the login and its rights are checked before the first is changed.</summary>
/// <param name="hub">Docker Hub.</param>
/// <param name="notices">Told what is changed.</param>
public sealed class HubPages(DockerHub hub, IProgress<string> notices)
{
    /// <summary>The most bytes of UTF-8 that a page may have.</summary>
    public const int LongestPage = 25_000;

    /// <summary>Sends the pages that differ from what the Hub shows.</summary>
    /// <param name="pages">The pages.</param>
    /// <param name="cancellationToken">Gives up between two requests.</param>
    /// <returns>How many were changed.</returns>
    /// <exception cref="HubException">A page is too long, the login may not write one of them, or the Hub cannot be asked.</exception>
    public async Task<int> PushAsync(IReadOnlyList<HubPage> pages, CancellationToken cancellationToken)
    {
        foreach (var page in pages)
        {
            RequireLength(page);
        }

        await hub.LoginAsync(cancellationToken);
        var stale = new List<HubPage>();
        foreach (var page in pages)
        {
            var shown = await hub.FindAsync(page.Repository, cancellationToken);
            if (!shown.MayWrite)
            {
                throw new HubException(
                    $"docker.io/{page.Repository}: the login may not change its page, so nothing was changed; give the token the scope read, write and delete, and its user the right to administer the repository"
                );
            }

            if (shown.Page != page.Page.Text || shown.Summary != page.Page.Summary)
            {
                stale.Add(page);
            }
        }

        foreach (var page in stale)
        {
            await hub.ChangeAsync(page, cancellationToken);
            notices.Report($"changed the page of docker.io/{page.Repository}");
        }

        return stale.Count;
    }

    private static void RequireLength(HubPage page)
    {
        var length = Encoding.UTF8.GetByteCount(page.Page.Text);
        if (length > LongestPage)
        {
            throw new HubException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{page.Page.Path}:1:1: has {length} bytes, and Docker Hub takes {LongestPage}; shorten {ImagePage.About} or the template, nothing was changed"
                )
            );
        }
    }
}

/// <summary>A page and where it is shown.</summary>
/// <param name="Repository">The repository on Docker Hub, such as <c>acme/r-ver</c>.</param>
/// <param name="Page">The page.</param>
public sealed record HubPage(string Repository, ImagePage Page);
