using System.Net;

namespace Octokit;

public class ApiException : Exception
{
    public ApiException()
        : this(new ApiError(), 0, null) { }

    public ApiException(string message, HttpStatusCode httpStatusCode)
        : this(new ApiError(message), httpStatusCode, null) { }

    public ApiException(string message, Exception innerException)
        : this(new ApiError(message), 0, innerException) { }

    public ApiException(IResponse response)
        : this(response, null) { }

    public ApiException(IResponse response, Exception innerException)
        : this(ApiError.Read(response?.Body as string), response?.StatusCode ?? 0, innerException) => HttpResponse = response;

    protected ApiException(HttpStatusCode statusCode, Exception innerException)
        : this(new ApiError(), statusCode, innerException) { }

    protected ApiException(ApiError apiError, HttpStatusCode statusCode, Exception innerException)
        : base(null, innerException)
    {
        ApiError = apiError;
        StatusCode = statusCode;
    }

    public IResponse HttpResponse { get; }

    public HttpStatusCode StatusCode { get; }

    public ApiError ApiError { get; }

    public override string Message => Told("An error occurred with this API request");

    /// <summary>What the server said, or else a text of our own.</summary>
    private protected string Told(string otherwise) => string.IsNullOrWhiteSpace(ApiError?.Message) ? otherwise : ApiError.Message;
}
