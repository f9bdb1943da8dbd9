namespace Octokit;

public class AuthorizationException : ApiException
{
    public AuthorizationException(IResponse response)
        : this(response, null) { }

    public AuthorizationException(IResponse response, Exception innerException)
        : base(response, innerException) { }
}
