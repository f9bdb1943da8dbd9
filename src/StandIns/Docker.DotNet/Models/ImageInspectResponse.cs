using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

public class ImageInspectResponse
{
    public string Architecture { get; set; }

    public Config Config { get; set; }

    public DateTime Created { get; set; }

    [JsonPropertyName("Id")]
    public string ID { get; set; }

    public string Os { get; set; }

    public IList<string> RepoDigests { get; set; }

    public IList<string> RepoTags { get; set; }

    public RootFS RootFS { get; set; }

    public long Size { get; set; }
}
