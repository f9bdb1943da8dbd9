namespace Docker.DotNet;

public sealed class DockerClient : IDockerClient
{
    private readonly HttpClient http;

    internal DockerClient(DockerClientConfiguration configuration, Version requestedApiVersion)
    {
        Configuration = configuration;
        DefaultTimeout = configuration.DefaultTimeout;
        var (handler, address) = Transport.For(configuration);
        http = new HttpClient(configuration.Credentials.GetHandler(handler)) { Timeout = Timeout.InfiniteTimeSpan };
        var requests = new ApiRequests(
            http,
            new Uri(address, requestedApiVersion is null ? "/" : $"/v{requestedApiVersion}/"),
            configuration.DefaultHttpRequestHeaders,
            () => DefaultTimeout
        );
        Containers = new ContainerOperations(requests);
        Exec = new ExecOperations(requests);
        Images = new ImageOperations(requests);
        System = new SystemOperations(requests);
    }

    public DockerClientConfiguration Configuration { get; }

    public TimeSpan DefaultTimeout { get; set; }

    public IContainerOperations Containers { get; }

    public IExecOperations Exec { get; }

    public IImageOperations Images { get; }

    public ISystemOperations System { get; }

    public void Dispose()
    {
        Configuration.Dispose();
        http.Dispose();
    }
}
