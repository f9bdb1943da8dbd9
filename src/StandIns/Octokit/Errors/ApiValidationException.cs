namespace Octokit;

public class ApiValidationException : ApiException
{
    public ApiValidationException(IResponse response)
        : this(response, null) { }

    public ApiValidationException(IResponse response, Exception innerException)
        : base(response, innerException) { }

    public override string Message => Told("Validation Failed");
}
