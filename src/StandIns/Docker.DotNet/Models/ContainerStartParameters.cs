namespace Docker.DotNet.Models;

public class ContainerStartParameters
{
    public string DetachKeys { get; set; }
}
