using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Tokens;
using Images.Registry.Transport;
using Polly;

namespace Images.Registry.Requests;

/// <summary>Sends requests: with what the registry wants to be shown, within a limit of time, and again where that may help.</summary>
internal sealed class RegistrySender(RegistryHosts hosts, RegistryOptions options, TimeProvider time) : IDisposable
{
    private readonly Authorizer authorizer = new(hosts, options, time);
    private readonly RegistryErrors errors = new(time);
    private readonly ResiliencePipeline retries = RetryTable.Pipeline(options, time);
    private readonly ConcurrentDictionary<string, HostTraffic> traffic = new(StringComparer.Ordinal);

    /// <summary>Sends a request and reads the answer; both are done again where the connection breaks.</summary>
    /// <param name="request">The request.</param>
    /// <param name="read">Reads an answer of success, or one that a question may have, as long as the limit of time allows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="RegistryException">The registry refuses, or does not answer.</exception>
    public async Task<T> SendAsync<T>(
        RegistryRequest request,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken
    ) =>
        await retries.ExecuteAsync(
            static async (state, token) => await state.Sender.SendOnceAsync(state.Request, state.Read, token),
            (Sender: this, Request: request, Read: read),
            cancellationToken
        );

    /// <summary>Sends a request and reads the answer, once: what may have been done must be looked at before it is done again.</summary>
    /// <inheritdoc cref="SendAsync"/>
    public Task<T> SendOnceAsync<T>(
        RegistryRequest request,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken
    ) =>
        AttemptAsync(
            request,
            async (response, token) =>
            {
                using (response)
                {
                    return await read(response, token);
                }
            },
            cancellationToken
        );

    /// <summary>Sends a request until an answer of success begins.</summary>
    /// <returns>The answer, whose body the caller reads and disposes of.</returns>
    /// <inheritdoc cref="SendAsync"/>
    public async Task<HttpResponseMessage> OpenAsync(RegistryRequest request, CancellationToken cancellationToken) =>
        await retries.ExecuteAsync(
            static async (state, token) =>
                await state.Sender.AttemptAsync(state.Request, (response, _) => Task.FromResult(response), token),
            (Sender: this, Request: request),
            cancellationToken
        );

    /// <summary>What all requests to a registry share.</summary>
    public HostTraffic TrafficOf(RegistryReference reference) => traffic.GetOrAdd(reference.ApiHost, _ => new HostTraffic(options, time));

    /// <summary>The address of a registry's API.</summary>
    public Uri RootOf(RegistryReference reference) => hosts.RootOf(reference.ApiHost);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var host in traffic.Values)
        {
            host.Dispose();
        }
    }

    // What it reads owns the answer.
    private async Task<T> AttemptAsync<T>(
        RegistryRequest request,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken
    )
    {
        var address = request.Address ?? new Uri(RootOf(request.Reference), PathOf(request));
        var host = TrafficOf(request.Reference);
        using var place = await host.EnterAsync(request.IsTransfer, cancellationToken);
        await host.Pace.WaitAsync(cancellationToken);
        var limit = options.AnswerLimit + request.Allowance;
        using var deadline = new Deadline(limit, time, cancellationToken);
        try
        {
            var response = await AuthorizedAsync(request, address, deadline);
            if (response.IsSuccessStatusCode || (request.IsQuestion && response.StatusCode == HttpStatusCode.NotFound))
            {
                return await read(response, deadline.Token);
            }

            using (response)
            {
                throw await errors.OfAsync(request.Reference, response, deadline.Token);
            }
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
            throw RegistryErrors.Late(request.Reference, address, limit);
        }
    }

    private async Task<HttpResponseMessage> AuthorizedAsync(RegistryRequest request, Uri address, Deadline deadline)
    {
        var header = await authorizer.HeaderAsync(request, deadline.Token);
        deadline.PutOff();
        var response = await OnceAsync(request, address, header, deadline);
        if (response.StatusCode != HttpStatusCode.Unauthorized || !IsOfRegistry(request.Reference, response.RequestMessage!.RequestUri!))
        {
            return response;
        }

        try
        {
            var challenge = Challenge.Find(response.Headers.WwwAuthenticate);
            var fresh = await authorizer.ChallengedAsync(request, header, challenge, deadline.Token);
            if (fresh is null)
            {
                return response;
            }

            response.Dispose();
            deadline.PutOff();
            return await OnceAsync(request, address, fresh, deadline);
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
        Deadline deadline
    )
    {
        for (var hops = 0; ; hops++)
        {
            var sent = time.GetUtcNow();
            using var message = Message(request, address, deadline);
            message.Headers.Authorization = IsOfRegistry(request.Reference, address) ? authorization : null;
            var response = await hosts.For(address).SendAsync(message, deadline.Token);
            response.RequestMessage ??= message;
            TrafficOf(request.Reference).Heard(response, sent);
            var next = hops < Redirect.Most ? Next(request, address, response) : null;
            if (next is null)
            {
                return response;
            }

            response.Dispose();
            address = next;
        }
    }

    private Uri? Next(RegistryRequest request, Uri address, HttpResponseMessage response)
    {
        try
        {
            return Redirect.Of(request.Reference, RootOf(request.Reference), request.Method, address, response);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private HttpRequestMessage Message(RegistryRequest request, Uri address, Deadline deadline)
    {
        var message = new HttpRequestMessage(request.Method, address) { Content = request.Content?.Invoke(deadline.PutOff) };
        message.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        message.Headers.Range = request.From > 0 ? new RangeHeaderValue(request.From, null) : null;
        foreach (var type in request.Accept)
        {
            message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        }

        return message;
    }

    private bool IsOfRegistry(RegistryReference reference, Uri address)
    {
        var root = RootOf(reference);
        return (address.Scheme, address.Authority) == (root.Scheme, root.Authority);
    }

    private static string PathOf(RegistryRequest request) =>
        request.Path.StartsWith('/') ? request.Path : $"{request.Reference.Repository}/{request.Path}";
}
