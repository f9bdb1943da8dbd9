using Images.Engines;

namespace Images.Jobs.Running;

/// <summary>Gives what another user of a container has left in folders of this machine to the caller.</summary>
/// <param name="containers">Runs containers.</param>
internal sealed class Ownership(IContainerRunner containers)
{
    /// <summary>Does it, by the image's own chown.</summary>
    /// <param name="imageId">The image.</param>
    /// <param name="folders">The folders.</param>
    /// <param name="caller">Who is to own them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when done; else one line that says what is left.</returns>
    public async Task<string?> GiveAsync(string imageId, IReadOnlyList<string> folders, Caller caller, CancellationToken cancellationToken)
    {
        var mounts = folders.Select(static (folder, index) => new ContainerMount(folder, $"/golem/{index}", ReadOnly: false)).ToList();
        var spec = new ContainerSpec(imageId)
        {
            Entrypoint = ["chown"],
            Command = ["-R", "-h", caller.ToString(), .. mounts.Select(static mount => mount.Target)],
            User = "0:0",
            AddedCapabilities = ["CHOWN", "DAC_OVERRIDE", "FOWNER"],
            Mounts = mounts,
            Timeout = TimeSpan.FromMinutes(10),
        };
        try
        {
            var result = await containers.RunAsync(spec, output: null, cancellationToken);
            return result.ExitCode == 0 ? null : Left(ContainerText.HarmlessLine(result.Error));
        }
        catch (EngineException error)
        {
            return Left(error.Message);
        }

        string Left(string why) =>
            $"files in {string.Join(" and ", folders)} may belong to another user: {why}; run 'sudo chown -R {caller}' on them";
    }
}
