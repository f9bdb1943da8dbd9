namespace Octokit;

public class ForbiddenException : ApiException
{
    public ForbiddenException(IResponse response)
        : this(response, null) { }

    public ForbiddenException(IResponse response, Exception innerException)
        : base(response, innerException) { }

    public override string Message => Told("Request Forbidden");
}
