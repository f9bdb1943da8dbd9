using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

public class ContainerExecInspectResponse
{
    [JsonPropertyName("ID")]
    public string ExecID { get; set; }

    public long ExitCode { get; set; }

    public long Pid { get; set; }

    public bool Running { get; set; }
}
