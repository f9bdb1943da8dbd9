namespace Docker.DotNet.Models;

public class ContainerExecCreateParameters
{
    public bool AttachStderr { get; set; }

    public bool AttachStdin { get; set; }

    public bool AttachStdout { get; set; }

    public IList<string> Cmd { get; set; }

    public IList<string> Env { get; set; }

    public bool Tty { get; set; }

    public string User { get; set; }

    public string WorkingDir { get; set; }
}
