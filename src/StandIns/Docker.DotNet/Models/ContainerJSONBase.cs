namespace Docker.DotNet.Models;

public class ContainerJSONBase
{
    internal ContainerJSONBase() { }
}
