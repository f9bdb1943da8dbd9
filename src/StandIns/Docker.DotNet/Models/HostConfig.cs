namespace Docker.DotNet.Models;

public class HostConfig
{
    public HostConfig() { }

    public HostConfig(Resources Resources)
    {
        if (Resources != null)
        {
            Memory = Resources.Memory;
        }
    }

    public bool AutoRemove { get; set; }

    public IList<string> Binds { get; set; }

    public IList<string> CapDrop { get; set; }

    public long Memory { get; set; }

    public string NetworkMode { get; set; }

    public bool ReadonlyRootfs { get; set; }

    public IList<string> SecurityOpt { get; set; }
}
