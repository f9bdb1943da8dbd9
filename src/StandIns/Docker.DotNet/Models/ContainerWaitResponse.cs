namespace Docker.DotNet.Models;

public class ContainerWaitResponse
{
    public ContainerWaitOKBodyError Error { get; set; }

    public long StatusCode { get; set; }
}
