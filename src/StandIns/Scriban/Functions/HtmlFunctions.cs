using System.Net;

namespace Scriban.Functions;

/// <summary>The functions of <c>html</c>.</summary>
internal static class HtmlFunctions
{
    public static string Escape(string text) => WebUtility.HtmlEncode(text);
}
