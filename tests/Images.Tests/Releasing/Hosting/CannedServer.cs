using System.Net;
using System.Text;
using Images.Loopback;

namespace Images.Tests.Releasing.Hosting;

/// <summary>A server on loopback that answers as a test says, and remembers what was asked.</summary>
internal sealed class CannedServer : IDisposable
{
    private readonly HttpListener listener = new();

    public CannedServer()
    {
        Address = new Uri($"http://127.0.0.1:{FreePort.Find()}/");
        listener.Prefixes.Add(Address.ToString());
        listener.Start();
        _ = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>Gets the requests: method, path with query, and body.</summary>
    public List<(string Method, string Path, string Body)> Requests { get; } = [];

    /// <summary>Gets the value of each request's Authorization header.</summary>
    public List<string?> Logins { get; } = [];

    /// <summary>Gets the answers in order; the last one answers everything after it. A status of 0 breaks the line.</summary>
    public Queue<Answer> Answers { get; } = [];

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream);
            Requests.Add((context.Request.HttpMethod, context.Request.Url!.PathAndQuery, await reader.ReadToEndAsync()));
            Logins.Add(context.Request.Headers["Authorization"]);
            var answer = Answers.Count > 1 ? Answers.Dequeue() : Answers.Peek();
            if (answer.Status == 0)
            {
                context.Response.ContentLength64 = 100;
                await context.Response.OutputStream.WriteAsync("["u8.ToArray());
                context.Response.Abort();
                continue;
            }

            context.Response.StatusCode = answer.Status;
            context.Response.ContentType = "application/json; charset=utf-8";
            foreach (var (name, value) in answer.Headers)
            {
                context.Response.Headers[name] = value;
            }

            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer.Body));
            context.Response.Close();
        }
    }

    internal sealed record Answer(int Status, string Body, params (string Name, string Value)[] Headers);
}
