namespace Docker.DotNet;

public interface IDockerClient : IDisposable
{
    DockerClientConfiguration Configuration { get; }

    IContainerOperations Containers { get; }

    IExecOperations Exec { get; }

    IImageOperations Images { get; }

    ISystemOperations System { get; }

    TimeSpan DefaultTimeout { get; set; }
}
