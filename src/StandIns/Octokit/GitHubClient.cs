using Octokit.Internal;

namespace Octokit;

public class GitHubClient : IGitHubClient
{
    public static readonly Uri GitHubApiUrl = new("https://api.github.com/");

    private readonly ApiRequests requests;

    public GitHubClient(ProductHeaderValue productInformation)
        : this(productInformation, GitHubApiUrl) { }

    public GitHubClient(ProductHeaderValue productInformation, ICredentialStore credentialStore)
        : this(productInformation, credentialStore, GitHubApiUrl) { }

    public GitHubClient(ProductHeaderValue productInformation, Uri baseAddress)
        : this(productInformation, new InMemoryCredentialStore(Credentials.Anonymous), baseAddress) { }

    public GitHubClient(ProductHeaderValue productInformation, ICredentialStore credentialStore, Uri baseAddress)
    {
        ArgumentNullException.ThrowIfNull(productInformation);
        ArgumentNullException.ThrowIfNull(credentialStore);
        ArgumentNullException.ThrowIfNull(baseAddress);
        requests = new ApiRequests(productInformation, credentialStore, AddressOf(baseAddress));
        Issue = new IssuesClient(requests);
        RateLimit = new RateLimitClient(requests);
        Repository = new RepositoriesClient(requests);
    }

    public Uri BaseAddress => requests.Address;

    public Credentials Credentials
    {
        get => requests.Store.GetCredentials().GetAwaiter().GetResult() ?? Credentials.Anonymous;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            requests.Store = new InMemoryCredentialStore(value);
        }
    }

    public IIssuesClient Issue { get; }

    public IRateLimitClient RateLimit { get; }

    public IRepositoriesClient Repository { get; }

    public ApiInfo GetLastApiInfo() => requests.LastApiInfo;

    public void SetRequestTimeout(TimeSpan timeout) => requests.SetTimeout(timeout);

    /// <summary>Servers of one's own have their API in a folder; the public one has a host for it.</summary>
    private static Uri AddressOf(Uri given) =>
        given.Host is "github.com" or "api.github.com" ? GitHubApiUrl : new Uri(given, new Uri("/api/v3/", UriKind.Relative));
}
