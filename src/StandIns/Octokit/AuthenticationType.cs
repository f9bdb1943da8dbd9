namespace Octokit;

public enum AuthenticationType
{
    Anonymous,
    Basic,
    Oauth,
    Bearer,
}
