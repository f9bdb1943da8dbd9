using Images.BuildKit.Errors;
using Images.BuildKit.Gateway;
using Images.BuildKit.Grpc;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Builds;

/// <summary>
/// A build whose steps have run and whose result is still on the engine: other builds can start from it, and it can be exported.
/// Disposing it closes its session and, where it was not exported, gives the result up.
/// </summary>
public sealed class OpenBuild : IAsyncDisposable
{
    private readonly GatewayBuild build;
    private readonly BuildScope scope;
    private readonly GatewayResult result;
    private int exports;
    private bool closed;

    private OpenBuild(GatewayBuild build, BuildScope scope, GatewayResult result, BuildKitClient owner)
    {
        this.build = build;
        this.scope = scope;
        this.result = result;
        Input = new BuildInput(result, owner, scope.Tracker, () => closed);
    }

    /// <summary>What other builds can start from while this one is not disposed, exported or not.</summary>
    public BuildInput Input { get; }

    /// <summary>Exports the result as the request's output says. Progress goes on meanwhile, and is all told when this returns.</summary>
    /// <param name="cancellationToken">Stops the export and closes the build.</param>
    /// <exception cref="InvalidOperationException">It was exported before.</exception>
    /// <exception cref="BuildFailedException">The result cannot be exported.</exception>
    /// <exception cref="BuildKitUnavailableException">The connection broke.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<BuildResult> ExportAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        if (Interlocked.Increment(ref exports) > 1)
        {
            throw new InvalidOperationException("a build can be exported once");
        }

        try
        {
            return await scope.SucceededAsync(await build.ReturnAsync(result, cancellationToken), cancellationToken);
        }
        catch (GrpcStatusException e)
        {
            throw await scope.FailedAsync(e, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await build.CloseAsync();
            throw;
        }
    }

    /// <summary>Closes the build; what is not exported by now is given up.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!closed)
        {
            closed = true;
            await build.DisposeAsync();
            await scope.DisposeAsync();
        }
    }

    /// <summary>Runs a build's steps. What is around it is taken over, also where they fail.</summary>
    internal static async Task<OpenBuild> RunAsync(
        GatewayBuild build,
        BuildScope scope,
        GatewaySolveRequest request,
        BuildKitClient owner,
        CancellationToken cancellationToken
    )
    {
        OpenBuild? open = null;
        try
        {
            open = new(build, scope, await build.SolveAsync(request, cancellationToken), owner);
            return open;
        }
        catch (GrpcStatusException e)
        {
            await build.FailAsync(e, cancellationToken);
            throw await scope.FailedAsync(e, cancellationToken);
        }
        finally
        {
            if (open is null)
            {
                await build.DisposeAsync();
                await scope.DisposeAsync();
            }
        }
    }
}
