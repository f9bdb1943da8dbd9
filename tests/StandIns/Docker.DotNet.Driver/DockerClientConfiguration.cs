using Real = Docker.DotNet.DockerClientConfiguration;

/// <summary>
/// Stands before the library's own type, which no other than the machine's usual socket can be told to take by default:
/// here the default is the engine that DOCKER_HOST names.
/// </summary>
internal sealed class DockerClientConfiguration : IDisposable
{
    private readonly Real real;

    public DockerClientConfiguration() =>
        real = Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host ? new Real(new Uri(host)) : new Real();

    public DockerClientConfiguration(Uri endpoint) => real = new Real(endpoint);

    public TimeSpan DefaultTimeout => real.DefaultTimeout;

    public Docker.DotNet.DockerClient CreateClient() => real.CreateClient();

    public void Dispose() => real.Dispose();
}
