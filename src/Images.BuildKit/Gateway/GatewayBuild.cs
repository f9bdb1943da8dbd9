using Images.BuildKit.Control;
using Images.BuildKit.Errors;
using Images.BuildKit.Grpc;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Gateway;

/// <summary>
/// A build that stays open: a solve without frontend holds it on the engine, the gateway runs frontends inside, and a result that
/// is returned ends it, by which it is exported as that solve said.
/// </summary>
internal sealed class GatewayBuild : IAsyncDisposable
{
    private readonly CancellationTokenSource closing;
    private readonly Task<SolveResponse> opened;
    private readonly GatewayService gateway;

    /// <param name="channel">Where the gateway is.</param>
    /// <param name="control">Where the solve goes.</param>
    /// <param name="opening">The solve, without frontend and definition.</param>
    /// <param name="closed">Closes the build, as disposing does.</param>
    public GatewayBuild(GrpcChannel channel, ControlService control, SolveRequest opening, CancellationToken closed)
    {
        closing = CancellationTokenSource.CreateLinkedTokenSource(closed);
        gateway = new GatewayService(channel, opening.Ref);
        opened = control.SolveAsync(opening, closing.Token);
    }

    /// <summary>Runs a frontend; its steps have run, too, where the request says so.</summary>
    /// <exception cref="GrpcStatusException">The engine refused the build, or the frontend or a step failed.</exception>
    public Task<GatewayResult> SolveAsync(GatewaySolveRequest request, CancellationToken cancellationToken) =>
        WhileOpenAsync(
            async stop =>
            {
                var telling = request.Evaluate ? KnowsAsync(GatewayCapability.Evaluate, stop) : Task.FromResult(true);
                GatewayResult result;
                try
                {
                    result = (await gateway.SolveAsync(request, stop)).Result ?? new GatewayResult();
                }
                finally
                {
                    await ((Task)telling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                if (!await telling)
                {
                    await Task.WhenAll(
                        from reference in result.All()
                        select gateway.StatFileAsync(new GatewayStatFileRequest { Ref = reference.Id, Path = "." }, stop)
                    );
                }

                return result;
            },
            cancellationToken
        );

    /// <summary>Returns a result and waits until it is exported.</summary>
    /// <exception cref="GrpcStatusException">It cannot be exported.</exception>
    public Task<SolveResponse> ReturnAsync(GatewayResult result, CancellationToken cancellationToken) =>
        ReturnAsync(new GatewayReturnRequest { Result = result }, cancellationToken);

    /// <summary>Ends the build with the error of its frontend, so that the engine books it as failed and not as given up.</summary>
    public async Task FailAsync(GrpcStatusException error, CancellationToken cancellationToken)
    {
        try
        {
            await ReturnAsync(new GatewayReturnRequest { Error = ErrorDetails.StatusOf(error) }, cancellationToken);
        }
        catch (BuildKitException)
        {
            // The solve ends with the same error in more words, or the connection is gone with the build.
        }
    }

    /// <summary>Closes the build: steps that still run are cancelled, and nothing is exported unless it was already.</summary>
    public async Task CloseAsync()
    {
        await closing.CancelAsync();
        await ((Task)opened).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        closing.Dispose();
    }

    private async Task<SolveResponse> ReturnAsync(GatewayReturnRequest request, CancellationToken cancellationToken)
    {
        var returning = gateway.ReturnAsync(request, cancellationToken);
        // The answer of the solve counts: an export that fails ends both calls, and only the solve says why.
        if (await Task.WhenAny(returning, opened) == returning)
        {
            await returning;
        }

        await ((Task)returning).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await opened.WaitAsync(cancellationToken);
    }

    private async Task<bool> KnowsAsync(string capability, CancellationToken cancellationToken) =>
        (await gateway.PingAsync(cancellationToken)).FrontendApiCaps.Any(known => known.Id == capability && known.Enabled);

    /// <summary>
    /// Calls the gateway as long as the build is open. A build that the engine refuses never is, and the gateway would only say
    /// that there is none.
    /// </summary>
    private async Task<T> WhileOpenAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing.Token);
        var calling = call(stop.Token);
        if (await Task.WhenAny(calling, opened) == calling)
        {
            return await calling;
        }

        await stop.CancelAsync();
        await ((Task)calling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        await opened;
        throw new GrpcStatusException(GrpcStatusCode.Internal, "the engine ended the build before it ran");
    }
}
