using System.Globalization;
using System.Text.Json;

namespace Octokit;

/// <summary>Reads lists page by page.</summary>
internal static class Pages
{
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(
        ApiRequests requests,
        string path,
        string query,
        string accept,
        ApiOptions options,
        Func<JsonElement, T> read
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        var target = new Uri(path + Query(query, options), UriKind.Relative);
        var items = new List<T>();
        for (var page = 1; ; page++)
        {
            var response = await requests.SendAsync(new ApiRequest(HttpMethod.Get, target, accept), default).ConfigureAwait(false);
            items.AddRange(ApiJson.ReadList(response, read));
            if (response.Next is not { } next || page >= options.PageCount)
            {
                return items;
            }

            target = next;
        }
    }

    private static string Query(string query, ApiOptions options)
    {
        string[] parts =
        [
            query,
            options.StartPage is { } page ? string.Create(CultureInfo.InvariantCulture, $"page={page}") : "",
            options.PageSize is { } size ? string.Create(CultureInfo.InvariantCulture, $"per_page={size}") : "",
        ];
        var told = string.Join('&', parts.Where(part => part.Length > 0));
        return told.Length == 0 ? "" : "?" + told;
    }
}
