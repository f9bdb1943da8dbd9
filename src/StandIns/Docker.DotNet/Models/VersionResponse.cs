using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

public class VersionResponse
{
    [JsonPropertyName("ApiVersion")]
    public string APIVersion { get; set; }

    public string Arch { get; set; }

    public string KernelVersion { get; set; }

    public string MinAPIVersion { get; set; }

    public string Os { get; set; }

    public string Version { get; set; }
}
