namespace Octokit;

public class NotFoundException : ApiException
{
    public NotFoundException(IResponse response)
        : this(response, null) { }

    public NotFoundException(IResponse response, Exception innerException)
        : base(response, innerException) { }
}
