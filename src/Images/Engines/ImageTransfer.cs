using System.Text.RegularExpressions;
using Docker.DotNet;
using Docker.DotNet.Models;
using Images.Registry.Logins;

namespace Images.Engines;

/// <summary>Pushes and pulls through the engine's API.</summary>
/// <param name="images">The engine's image calls.</param>
/// <param name="logins">The user's logins to registries.</param>
public sealed partial class ImageTransfer(IImageOperations images, IRegistryCredentials logins) : IImageTransfer
{
    /// <inheritdoc/>
    public async Task<string> PushAsync(string reference, CancellationToken cancellationToken)
    {
        var (name, tag) = ImagePull.Split(reference);
        var messages = new Messages();
        var login = await RegistryAuth.LoginAsync(logins, ImagePull.HostOf(name), cancellationToken);
        await CallAsync(
            "push",
            reference,
            () => images.PushImageAsync(name, new ImagePushParameters { Tag = tag }, RegistryAuth.Of(login), messages, cancellationToken),
            messages
        );
        return messages.Digest ?? throw new EngineException($"push of {reference}: the engine names no digest of what it pushed");
    }

    /// <inheritdoc/>
    public async Task<string> PullAsync(string reference, string digest, CancellationToken cancellationToken)
    {
        var (name, tag) = ImagePull.Split(reference);
        var messages = new Messages();
        var login = await RegistryAuth.LoginAsync(logins, ImagePull.HostOf(name), cancellationToken);
        var parameters = new ImagesCreateParameters { FromImage = name, Tag = tag };
        await CallAsync(
            "pull",
            reference,
            () => images.CreateImageAsync(parameters, RegistryAuth.Of(login), messages, cancellationToken),
            messages
        );
        try
        {
            var image = await images.InspectImageAsync(reference, cancellationToken);
            var expected = $"{name}@{digest}";
            return (image.RepoDigests ?? []).Contains(expected, StringComparer.Ordinal)
                ? image.ID
                : throw new EngineException($"pull of {reference}: it is not {digest}, which was pushed; the registry changed it");
        }
        catch (DockerImageNotFoundException)
        {
            throw new EngineException($"pull of {reference}: the engine reported no error but does not have it: is it short of disk?");
        }
    }

    private static async Task CallAsync(string what, string reference, Func<Task> call, Messages messages)
    {
        string? error;
        try
        {
            await call();
            error = messages.Error;
        }
        catch (DockerApiException e)
        {
            error = messages.Error ?? EngineMessage.Of(e.ResponseBody ?? e.Message);
        }

        if (error is not null)
        {
            throw new EngineException($"{what} of {reference}: {ContainerText.HarmlessLine(error)}");
        }
    }

    // 'latest: digest: sha256:... size: 527': the one form in which every engine says what it pushed.
    [GeneratedRegex(@": digest: (?<digest>sha256:[0-9a-f]{64})\b")]
    private static partial Regex PushedDigest();

    private sealed class Messages : IProgress<JSONMessage>
    {
        public string? Error { get; private set; }

        public string? Digest { get; private set; }

        public void Report(JSONMessage value)
        {
            Error ??= value.Error?.Message ?? value.ErrorMessage;
            if (value.Status is { } status && PushedDigest().Match(status) is { Success: true } match)
            {
                Digest = match.Groups["digest"].Value;
            }
        }
    }
}
