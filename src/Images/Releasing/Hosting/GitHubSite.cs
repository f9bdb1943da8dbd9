using Images.Engines;
using Octokit;

namespace Images.Releasing.Hosting;

/// <summary>Which GitHub, and who asks there: github.com, or a server of one's own.</summary>
/// <param name="Api">The address of its API.</param>
/// <param name="Server">The address of its pages.</param>
/// <param name="Token">The token; null where there is none.</param>
public sealed record GitHubSite(Uri Api, Uri Server, string? Token)
{
    /// <summary>The variables that may hold the token, the first that is set counts.</summary>
    public const string TokenVariables = "GITHUB_TOKEN or GH_TOKEN";

    /// <summary>
    /// Reads GITHUB_API_URL and GITHUB_SERVER_URL, which GitHub's runners set, and GITHUB_TOKEN or GH_TOKEN. One address alone tells
    /// the other.
    /// </summary>
    /// <param name="host">The environment.</param>
    /// <returns>The site.</returns>
    /// <exception cref="FormatException">An address is none; the message names the variable.</exception>
    public static GitHubSite Of(HostEnvironment host)
    {
        var (api, server) = (Address(host, "GITHUB_API_URL"), Address(host, "GITHUB_SERVER_URL"));
        server ??= api is null || api.Host == "api.github.com" ? new Uri("https://github.com/") : new Uri(api, "/");
        api ??= server.Host == "github.com" ? new Uri("https://api.github.com/") : new Uri(server, "/api/v3/");
        return new GitHubSite(api, server, host.Variable("GITHUB_TOKEN") ?? host.Variable("GH_TOKEN"));
    }

    /// <summary>Writes the site without the token.</summary>
    /// <returns>The address of its pages.</returns>
    public override string ToString() => Server.Authority;

    /// <summary>Makes a client that asks there.</summary>
    /// <returns>The client; nothing is asked yet.</returns>
    internal GitHubClient Client()
    {
        var client = new GitHubClient(new ProductHeaderValue("images"), Api);
        if (Token is { } token)
        {
            client.Credentials = new Credentials(token);
        }

        return client;
    }

    private static Uri? Address(HostEnvironment host, string variable)
    {
        if (host.Variable(variable) is not { } text)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            ? address
            : throw new FormatException($"{variable}: '{text}' is no address; write it like https://github.example.org/api/v3");
    }
}
