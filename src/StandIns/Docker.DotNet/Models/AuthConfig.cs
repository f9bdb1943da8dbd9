using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

public class AuthConfig
{
    [JsonPropertyName("auth")]
    public string Auth { get; set; }

    [JsonPropertyName("email")]
    public string Email { get; set; }

    [JsonPropertyName("identitytoken")]
    public string IdentityToken { get; set; }

    [JsonPropertyName("password")]
    public string Password { get; set; }

    [JsonPropertyName("registrytoken")]
    public string RegistryToken { get; set; }

    [JsonPropertyName("serveraddress")]
    public string ServerAddress { get; set; }

    [JsonPropertyName("username")]
    public string Username { get; set; }
}
