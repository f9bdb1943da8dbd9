using System.Runtime.CompilerServices;
using Images.Registry.Transport;

namespace Images.Registry.Requests;

/// <summary>Reads lists page by page.</summary>
internal static class PageReader
{
    private const int LongestPage = 4 * 1024 * 1024;
    private const int MostPages = 1000;

    /// <summary>Reads the pages of a list.</summary>
    public static async IAsyncEnumerable<ListPage> ReadAsync(
        RegistrySender sender,
        RegistryRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        string? path = request.Path;
        for (var count = 0; path is not null && count < MostPages; count++)
        {
            (var page, path) = await sender.SendAsync(
                request with
                {
                    Path = path,
                },
                async (response, token) =>
                    (
                        new ListPage(
                            await BoundedBody.ReadAsync(response.Content, LongestPage, request.Reference.ToString(), token),
                            AnswerHeaders.TypeOf(response),
                            AnswerHeaders.TextOf(response, "OCI-Filters-Applied")
                        ),
                        NextPage.Of(response)
                    ),
                cancellationToken
            );
            yield return page;
        }
    }
}
