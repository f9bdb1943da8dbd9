using System.Globalization;
using System.Runtime.InteropServices;

namespace Octokit;

/// <summary>Who asks, and on which system.</summary>
internal static class UserAgent
{
    public static string Of(ProductHeaderValue product) =>
        $"{product} ({Environment.OSVersion.Platform} {Environment.OSVersion.Version.ToString(3)}; "
        + $"{RuntimeInformation.OSArchitecture}; {CultureInfo.CurrentCulture.Name}; Octokit.net 14.0.0)";
}
