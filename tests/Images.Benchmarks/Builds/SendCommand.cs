using System.Text;
using Images.BuildKit.Builds;
using Images.BuildKit.Contexts;

namespace Images.Benchmarks.Builds;

/// <summary>Sends one context to an engine, as a process of its own whose memory can be measured.</summary>
internal static class SendCommand
{
    /// <summary>What <c>Main</c> knows it by.</summary>
    public const string Verb = "send";

    /// <summary>Builds an image of nothing but the context, and keeps it in the build cache alone.</summary>
    /// <param name="address">The engine.</param>
    /// <param name="folder">The context.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is built.</returns>
    public static async Task RunAsync(string address, string folder, CancellationToken cancellationToken)
    {
        await using var engine = new BenchmarkEngine(address);
        await SendAsync(engine, folder, cancellationToken);
    }

    /// <summary>Does so over a connection that there is.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="folder">The context.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is built.</returns>
    public static async Task SendAsync(BenchmarkEngine engine, string folder, CancellationToken cancellationToken)
    {
        var request = new BuildRequest
        {
            Dockerfile = Encoding.UTF8.GetBytes("FROM scratch\nCOPY . /\n"),
            Context = new DirectoryContext(folder),
        };
        await engine.Client.BuildAsync(request, null, cancellationToken);
    }
}
