using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

public class CreateContainerParameters
{
    public CreateContainerParameters() { }

    public CreateContainerParameters(Config Config)
    {
        if (Config != null)
        {
            Cmd = Config.Cmd;
            Entrypoint = Config.Entrypoint;
            Env = Config.Env;
            Labels = Config.Labels;
            User = Config.User;
            WorkingDir = Config.WorkingDir;
        }
    }

    public IList<string> Cmd { get; set; }

    public IList<string> Entrypoint { get; set; }

    public IList<string> Env { get; set; }

    public HostConfig HostConfig { get; set; }

    public string Image { get; set; }

    public IDictionary<string, string> Labels { get; set; }

    [JsonIgnore]
    public string Name { get; set; }

    public bool Tty { get; set; }

    public string User { get; set; }

    public string WorkingDir { get; set; }
}
