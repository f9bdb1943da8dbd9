using System.Text.Json;
using System.Text.Json.Nodes;

namespace Images.Engines;

/// <summary>Pulls one image through the engine, and says soon when its registry can't be reached.</summary>
internal sealed class ImagePull(EngineConnection engine, TimeProvider time, IProgress<string> progress)
{
    /// <summary>Engines wait long for a registry that does not answer; a base that can be made need not.</summary>
    private static readonly TimeSpan FirstAnswerLimit = TimeSpan.FromSeconds(10);

    /// <summary>Pulls.</summary>
    /// <returns>Null when the image is there; otherwise why not, one line.</returns>
    public async Task<string?> TryAsync(string reference, CancellationToken cancellationToken)
    {
        var (name, tag) = Split(reference);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(_ => patience.Cancel(), null, FirstAnswerLimit, Timeout.InfiniteTimeSpan);
        try
        {
            progress.Report($"pulling {reference}...");
            var path = $"images/create?fromImage={Uri.EscapeDataString(name)}&tag={Uri.EscapeDataString(tag)}";
            using var response = await engine.Http.OpenAsync(HttpMethod.Post, path, null, patience.Token);
            await using var stream = await response.Content.ReadAsStreamAsync(patience.Token);
            await foreach (var line in LinesAsync(stream, patience.Token))
            {
                timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                if (line["error"]?.GetValue<string>() is { } error)
                {
                    return ContainerText.HarmlessLine(error);
                }
            }

            return null;
        }
        catch (EngineRefusedException e)
        {
            return e.Reason;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"the registry did not answer within {FirstAnswerLimit.TotalSeconds:0} s";
        }
    }

    /// <summary>The tag or digest of a reference apart from its name; <c>latest</c> when it has neither.</summary>
    internal static (string Name, string Tag) Split(string reference)
    {
        if (reference.IndexOf('@', StringComparison.Ordinal) is > 0 and var at)
        {
            return (reference[..at], reference[(at + 1)..]);
        }

        var colon = reference.LastIndexOf(':');
        return colon > reference.LastIndexOf('/') ? (reference[..colon], reference[(colon + 1)..]) : (reference, "latest");
    }

    private static async IAsyncEnumerable<JsonNode> LinesAsync(
        Stream stream,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (Parse(line) is { } node)
            {
                yield return node;
            }
        }
    }

    private static JsonNode? Parse(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonNode.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
