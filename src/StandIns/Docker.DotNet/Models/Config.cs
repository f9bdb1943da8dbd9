namespace Docker.DotNet.Models;

public class Config
{
    public IList<string> Cmd { get; set; }

    public IList<string> Entrypoint { get; set; }

    public IList<string> Env { get; set; }

    public IDictionary<string, EmptyStruct> ExposedPorts { get; set; }

    public IDictionary<string, string> Labels { get; set; }

    public string User { get; set; }

    public string WorkingDir { get; set; }
}
