using System.Net;
using System.Net.Http.Headers;
using Images.Registry.Errors;
using Images.Registry.Tokens;
using Images.Registry.Transport;
using Polly;

namespace Images.Registry.Requests;

/// <summary>Sends requests: with what the registry wants to be shown, within a limit of time, and again where that may help.</summary>
internal sealed class RegistrySender(RegistryHosts hosts, RegistryOptions options, TimeProvider time)
{
    private readonly Authorizer authorizer = new(hosts, options, time);
    private readonly RegistryErrors errors = new(time);
    private readonly ResiliencePipeline retries = RetryTable.Pipeline(options, time);

    /// <summary>Sends a request and reads the answer; both are done again where the connection breaks.</summary>
    /// <param name="request">The request.</param>
    /// <param name="read">Reads an answer of success, as long as the limit of time allows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="RegistryException">The registry refuses, or does not answer.</exception>
    public async Task<T> SendAsync<T>(
        RegistryRequest request,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken
    ) =>
        await retries.ExecuteAsync(
            static async (state, token) => await state.Sender.AttemptAsync(state.Request, state.Read, token),
            (Sender: this, Request: request, Read: read),
            cancellationToken
        );

    private async Task<T> AttemptAsync<T>(
        RegistryRequest request,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken
    )
    {
        var address = new Uri(hosts.RootOf(request.Reference.ApiHost), AddressOf(request));
        using var limit = new CancellationTokenSource(options.AnswerLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var response = await AuthorizedAsync(request, address, either.Token);
            return response.IsSuccessStatusCode
                ? await read(response, either.Token)
                : throw await errors.OfAsync(request.Reference, response, either.Token);
        }
        catch (HttpRequestException error)
        {
            throw RegistryErrors.Of(request.Reference, address, error);
        }
        catch (IOException error)
        {
            throw RegistryErrors.Broken(request.Reference, address, error);
        }
        catch (FormatException error)
        {
            throw RegistryErrors.Malformed(request.Reference, address, error.Message, error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw RegistryErrors.Late(request.Reference, address, options.AnswerLimit);
        }
    }

    private async Task<HttpResponseMessage> AuthorizedAsync(RegistryRequest request, Uri address, CancellationToken cancellationToken)
    {
        var header = await authorizer.HeaderAsync(request, cancellationToken);
        var response = await OnceAsync(request, address, header, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        try
        {
            var challenge = Challenge.Find(response.Headers.WwwAuthenticate);
            var fresh = await authorizer.ChallengedAsync(request, header, challenge, cancellationToken);
            if (fresh is null)
            {
                return response;
            }

            response.Dispose();
            return await OnceAsync(request, address, fresh, cancellationToken);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<HttpResponseMessage> OnceAsync(
        RegistryRequest request,
        Uri address,
        AuthenticationHeaderValue? authorization,
        CancellationToken cancellationToken
    )
    {
        using var message = new HttpRequestMessage(request.Method, address) { Content = request.Content?.Invoke() };
        message.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        message.Headers.Authorization = authorization;
        foreach (var type in request.Accept)
        {
            message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        }

        var response = await hosts.For(address).SendAsync(message, cancellationToken);
        response.RequestMessage ??= message;
        return response;
    }

    private static string AddressOf(RegistryRequest request) =>
        request.Path.StartsWith('/') ? request.Path : $"{request.Reference.Repository}/{request.Path}";
}
