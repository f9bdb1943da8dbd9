using Docker.DotNet;
using Docker.DotNet.Models;
using Images.Registry.Logins;

namespace Images.Engines;

/// <summary>Pulls one image through the engine, and says soon when its registry can't be reached.</summary>
internal sealed class ImagePull(EngineConnection engine, IRegistryCredentials logins, TimeProvider time, IProgress<string> progress)
{
    /// <summary>Engines wait long for a registry that does not answer; a base that can be made need not.</summary>
    private static readonly TimeSpan FirstAnswerLimit = TimeSpan.FromSeconds(10);

    /// <summary>Pulls.</summary>
    /// <returns>Null when the image is there; otherwise why not, one line.</returns>
    public async Task<string?> TryAsync(string reference, CancellationToken cancellationToken)
    {
        var (name, tag) = Split(reference);
        var login = await RegistryAuth.LoginAsync(logins, HostOf(name), cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(_ => patience.Cancel(), null, FirstAnswerLimit, Timeout.InfiniteTimeSpan);
        var messages = new Messages(timer);
        try
        {
            progress.Report($"pulling {reference}...");
            var parameters = new ImagesCreateParameters { FromImage = name, Tag = tag };
            await engine.Docker.Images.CreateImageAsync(parameters, RegistryAuth.Of(login), messages, patience.Token);
            return messages.Error;
        }
        catch (DockerApiException e)
        {
            return EngineMessage.Of(e.ResponseBody ?? e.Message);
        }
        catch (HttpRequestException e)
        {
            return ContainerText.HarmlessLine(e.Message);
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

    /// <summary>The registry that a name belongs to, by the rule that all engines follow.</summary>
    internal static string HostOf(string name) =>
        name.Split('/', 2) is [var first, _]
        && (first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost")
            ? first
            : "docker.io";

    private sealed class Messages(ITimer timer) : IProgress<JSONMessage>
    {
        public string? Error { get; private set; }

        public void Report(JSONMessage value)
        {
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Error ??= (value.Error?.Message ?? value.ErrorMessage) is { } error ? ContainerText.HarmlessLine(error) : null;
        }
    }
}
