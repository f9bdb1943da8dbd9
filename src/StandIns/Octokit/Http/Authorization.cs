using System.Text;

namespace Octokit;

/// <summary>The value of the Authorization header.</summary>
internal static class Authorization
{
    /// <summary>The header's value, or null for none.</summary>
    public static string Of(Credentials credentials) =>
        credentials.AuthenticationType switch
        {
            AuthenticationType.Basic => "Basic "
                + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.Login}:{credentials.Password}")),
            AuthenticationType.Oauth => "Token " + credentials.Password,
            AuthenticationType.Bearer => "Bearer " + credentials.Password,
            _ => null,
        };
}
