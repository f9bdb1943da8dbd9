using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

public class ContainerInspectResponse
{
    public ContainerInspectResponse() { }

    public ContainerInspectResponse(ContainerJSONBase ContainerJSONBase)
    {
        ArgumentNullException.ThrowIfNull(ContainerJSONBase);
    }

    public Config Config { get; set; }

    [JsonPropertyName("Id")]
    public string ID { get; set; }

    public string Image { get; set; }

    public string Name { get; set; }

    public ContainerState State { get; set; }
}
