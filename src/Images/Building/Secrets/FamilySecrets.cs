using System.Text;
using Images.BuildKit.Sessions;
using Images.Definitions;
using Images.Engines;
using Images.Planning;
using Images.Rendering;

namespace Images.Building;

/// <summary>The secrets and SSH agents of the images of one run.</summary>
public sealed class FamilySecrets
{
    private readonly HostEnvironment host;
    private readonly SecretPlace place;

    private FamilySecrets(HostEnvironment host, SecretMask mask)
    {
        this.host = host;
        place = new SecretPlace(host);
        Mask = mask;
    }

    /// <summary>Gets those of a run that has none.</summary>
    public static FamilySecrets None { get; } =
        new(new HostEnvironment(new Dictionary<string, string>(), string.Empty, IsLinux: true, IsRoot: false), SecretMask.None);

    /// <summary>Gets what hides their values.</summary>
    public SecretMask Mask { get; }

    /// <summary>Sees to it that everything the images need is there, before anything is built.</summary>
    /// <param name="images">What will be built.</param>
    /// <param name="host">The machine and user.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The secrets.</returns>
    /// <exception cref="DefinitionException">Something is missing; all of it is named.</exception>
    public static async Task<FamilySecrets> OpenAsync(
        IReadOnlyList<PlannedImage> images,
        HostEnvironment host,
        CancellationToken cancellationToken
    )
    {
        var place = new SecretPlace(host);
        var secrets = images.SelectMany(SecretsOf).Distinct().ToList();
        var missing = secrets
            .Where(secret => secret.IsRequired)
            .Select(secret => (secret.Location, Problem: place.Problem(secret)))
            .Concat(images.SelectMany(AgentsOf).Distinct().Select(agent => (agent.Location, Problem: place.Problem(agent))))
            .Where(found => found.Problem is not null)
            .Select(found => new DefinitionError(found.Location, found.Problem!))
            .Distinct()
            .OrderBy(error => error.Location.File, StringComparer.Ordinal)
            .ThenBy(error => error.Location.Line)
            .ThenBy(error => error.Location.Column)
            .ToList();
        if (missing.Count > 0)
        {
            throw new DefinitionException(missing);
        }

        var values = new List<string>();
        foreach (var secret in secrets)
        {
            if (await place.ReadAsync(secret, cancellationToken) is { } value)
            {
                values.Add(Encoding.UTF8.GetString(value.Span));
            }
        }

        return new FamilySecrets(host, new SecretMask(values));
    }

    /// <summary>Gets what answers the engine when a step of an image mounts a secret.</summary>
    /// <param name="variant">The image.</param>
    /// <returns>The source; null when the image declares no secret.</returns>
    public ISecretSource? SourceFor(Variant variant) => variant.Secrets.Count > 0 ? new DeclaredSecrets(variant.Secrets, host) : null;

    /// <summary>Gets what answers the engine when a step of an image asks an SSH agent.</summary>
    /// <param name="variant">The image.</param>
    /// <returns>The agents; null when the image declares none.</returns>
    public ISshAgents? AgentsFor(Variant variant) =>
        variant.Ssh.Count > 0
            ? new SshAgentSockets(
                variant
                    .Ssh.Select(agent => (agent.Id, Socket: place.SocketOf(agent)))
                    .Where(agent => agent.Socket is not null)
                    .ToDictionary(agent => agent.Id, agent => agent.Socket!, StringComparer.Ordinal)
            )
            : null;

    // What the whole family may use is asked for only where it is used.
    private static IEnumerable<SecretDefinition> SecretsOf(PlannedImage image)
    {
        var mounted = Mounted(image, "secret");
        return image.Rendered.Variant.Secrets.Where(secret => mounted.Contains(secret.Id) || IsOwn(image, secret.Location));
    }

    private static IEnumerable<SshDefinition> AgentsOf(PlannedImage image)
    {
        var mounted = Mounted(image, "ssh");
        return image.Rendered.Variant.Ssh.Where(agent => mounted.Contains(agent.Id) || IsOwn(image, agent.Location));
    }

    private static bool IsOwn(PlannedImage image, SourceLocation location) =>
        location.File == $"images/{image.Rendered.Variant.Image}/image.yaml";

    private static HashSet<string> Mounted(PlannedImage image, string type) =>
        image.Rendered.Variant is { Secrets.Count: 0, Ssh.Count: 0 }
            ? []
            :
            [
                .. DockerfileParser
                    .Parse(image.Rendered.Dockerfile)
                    .SelectMany(RunMount.In)
                    .Where(mount => mount.Type == type)
                    .Select(mount => mount.Id ?? "default"),
            ];
}
