using System.Globalization;
using Images.Registry;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Transport;

namespace Images.Engines.Registries;

/// <summary>The doctor's look at how many images Docker Hub still gives out, which it tells by a repository that is there for that.</summary>
public static class PullLimitCheck
{
    private const string Name = "pulls from Docker Hub";

    // A HEAD, which does not count (https://docs.docker.com/docker-hub/usage/pulls/).
    private static readonly RegistryReference Asked = RegistryReference.Parse("docker.io/ratelimitpreview/test:latest");

    /// <summary>Asks.</summary>
    /// <param name="client">The registries; one that does not try again.</param>
    /// <param name="limit">How long to wait for the answer.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The row; null where Docker Hub cannot be reached or tells no limit, since not everybody needs it.</returns>
    public static async Task<DoctorCheck?> RunAsync(
        RegistryClient client,
        TimeSpan limit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await client.FindAsync(Asked, either.Token);
        }
        catch (RegistryException error) when (error.Problem == RegistryProblem.RateLimited)
        {
            return new DoctorCheck(Name, DoctorStatus.Warning, "none are left", "wait, or 'docker login'");
        }
        catch (Exception error)
            when (error is RegistryException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        return client.GetPullLimit(Asked) is { } found ? Row(found) : null;
    }

    private static DoctorCheck Row(PullLimit found)
    {
        var window = found.Window is { } time ? string.Create(CultureInfo.InvariantCulture, $" in {time.TotalHours:0.#} h") : "";
        var detail = found.Remaining is { } left ? $"{left} of {found.Limit}{window} are left" : $"{found.Limit}{window}";
        return found.Remaining is { } few && few < found.Limit / 10
            ? new DoctorCheck(Name, DoctorStatus.Warning, detail, "wait, or 'docker login'")
            : new DoctorCheck(Name, DoctorStatus.Ok, detail);
    }
}
