namespace Docker.DotNet.Models;

public class Resources
{
    public long Memory { get; set; }

    public long NanoCPUs { get; set; }
}
