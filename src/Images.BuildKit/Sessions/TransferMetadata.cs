using System.Globalization;
using Images.BuildKit.Contexts;
using Microsoft.AspNetCore.Http;

namespace Images.BuildKit.Sessions;

/// <summary>What an engine asks for in the headers of a file transfer.</summary>
internal sealed record TransferMetadata(string DirectoryName, ContextFilter Filter)
{
    public static TransferMetadata Read(IHeaderDictionary headers) =>
        new(
            Values(headers, "dir-name").FirstOrDefault() ?? "",
            new(Values(headers, "include-patterns"), Values(headers, "exclude-patterns"), Values(headers, "followpaths"))
        );

    /// <summary>Repeated fields; engine 25 and newer escape all values of a name when one is not ASCII, and say so.</summary>
    private static string[] Values(IHeaderDictionary headers, string name)
    {
        var values = headers[name].OfType<string>();
        var encoded = headers.TryGetValue($"{name}-encoded", out var flag) && flag == "1";
        return [.. encoded ? values.Select(QueryUnescape) : values];
    }

    private static string QueryUnescape(string value) =>
        Uri.UnescapeDataString(value.Replace("+", "%20", ignoreCase: false, CultureInfo.InvariantCulture));
}
