using System.Net.Http.Headers;
using System.Text;
using Images.Registry.Logins;

namespace Images.Registry.Tokens;

/// <summary>Name and password in a header (RFC 7617).</summary>
internal static class BasicLogin
{
    public static AuthenticationHeaderValue Header(RegistryCredential login) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login.UserName}:{login.Secret}")));
}
