using System.Net;
using Images.Loopback;

namespace Images.EndToEnd.Tests.Family;

/// <summary>Serves one file over HTTP on the loopback; everything else is not found.</summary>
internal sealed class ArchiveServer : IDisposable
{
    private readonly HttpListener listener = new();

    /// <summary>Starts to serve.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="content">What is in it.</param>
    public ArchiveServer(string name, byte[] content)
    {
        Address = new Uri($"http://127.0.0.1:{FreePort.Find()}/");
        listener.Prefixes.Add(Address.ToString());
        listener.Start();
        _ = ServeAsync($"/{name}", content);
    }

    /// <summary>Gets the address that names are relative to.</summary>
    public Uri Address { get; }

    public void Dispose() => listener.Close();

    private async Task ServeAsync(string path, byte[] content)
    {
        try
        {
            while (true)
            {
                var call = await listener.GetContextAsync();
                var found = call.Request.Url!.AbsolutePath == path;
                call.Response.StatusCode = found ? 200 : 404;
                call.Response.ContentLength64 = found ? content.Length : 0;
                if (found && call.Request.HttpMethod != "HEAD")
                {
                    await call.Response.OutputStream.WriteAsync(content);
                }

                call.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // It was closed.
        }
    }
}
