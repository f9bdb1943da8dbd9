namespace Octokit;

/// <summary>A request to be sent.</summary>
/// <param name="Method">What is done.</param>
/// <param name="Target">Where: relative to the API's address, or absolute.</param>
/// <param name="Accept">What is accepted.</param>
/// <param name="Content">Makes the body, or null for none.</param>
internal sealed record ApiRequest(HttpMethod Method, Uri Target, string Accept, Func<HttpContent> Content = null);
