using Images.BuildKit.Errors;
using Images.BuildKit.Grpc;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Images.BuildKit.Serving;

/// <summary>
/// A gRPC server for streams that are open already: Kestrel without host, container or port. One serves any number of
/// connections, each with methods of its own.
/// </summary>
internal sealed class GrpcServer : IAsyncDisposable
{
    private readonly PushedConnections connections = new();
    private readonly KestrelServer kestrel;

    private GrpcServer()
    {
        var options = new KestrelServerOptions { AddServerHeader = false, ApplicationServices = EmptyServices.Instance };
        options.Listen(connections.EndPoint, listen => listen.Protocols = HttpProtocols.Http2);
        // A .dockerignore comes as one header a line.
        options.Limits.MaxRequestHeaderCount = 1_000_000;
        options.Limits.MaxRequestHeadersTotalSize = 64 * 1024 * 1024;
        options.Limits.Http2.MaxRequestHeaderFieldSize = 1024 * 1024;
        options.Limits.MaxRequestBufferSize = null;
        // Exported archives are request bodies.
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Limits.Http2.InitialConnectionWindowSize = 4 * 1024 * 1024;
        options.Limits.Http2.InitialStreamWindowSize = 1024 * 1024;
        kestrel = new KestrelServer(Options.Create(options), connections, NullLoggerFactory.Instance);
    }

    public static async Task<GrpcServer> StartAsync(CancellationToken cancellationToken)
    {
        var server = new GrpcServer();
        await server.kestrel.StartAsync(new Application(), cancellationToken);
        return server;
    }

    /// <summary>Serves a peer that speaks HTTP/2 on a stream, until the result is disposed or the peer leaves.</summary>
    public StreamConnection Serve(string id, Stream stream, IReadOnlyDictionary<string, Func<GrpcServerCall, Task>> methods)
    {
        var connection = new StreamConnection(id, stream);
        connection.Features.Set(new GrpcMethods(methods));
        connections.Push(connection);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        // Nothing is owed to the peers any more: no grace.
        await kestrel.StopAsync(new CancellationToken(canceled: true));
        kestrel.Dispose();
        await connections.DisposeAsync();
    }

    private sealed record GrpcMethods(IReadOnlyDictionary<string, Func<GrpcServerCall, Task>> ByPath);

    private sealed class Application : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context)
        {
            var methods = context.Features.GetRequiredFeature<GrpcMethods>().ByPath;
            var call = new GrpcServerCall(context);
            return methods.TryGetValue(context.Request.Path, out var method)
                ? call.RunAsync(method)
                : call.RunAsync(_ => throw new GrpcStatusException(GrpcStatusCode.Unimplemented, $"unknown method {context.Request.Path}"));
        }

        public void DisposeContext(HttpContext context, Exception? exception) { }
    }

    private sealed class EmptyServices : IServiceProvider
    {
        public static EmptyServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
