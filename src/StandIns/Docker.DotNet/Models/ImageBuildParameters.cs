namespace Docker.DotNet.Models;

public class ImageBuildParameters
{
    public IDictionary<string, string> BuildArgs { get; set; }

    public IList<string> CacheFrom { get; set; }

    public string Dockerfile { get; set; }

    public IList<string> ExtraHosts { get; set; }

    public bool? ForceRemove { get; set; }

    public IDictionary<string, string> Labels { get; set; }

    public long? Memory { get; set; }

    public string NetworkMode { get; set; }

    public bool? NoCache { get; set; }

    public string Outputs { get; set; }

    public string Platform { get; set; }

    public string Pull { get; set; }

    public bool? Remove { get; set; }

    public long? ShmSize { get; set; }

    public bool? Squash { get; set; }

    public IList<string> Tags { get; set; }

    public string Target { get; set; }
}
