using System.Security.Cryptography;
using Images.Engines;

namespace Images.Jobs.Staging;

/// <summary>Runs the set-up in a computation's container: the stages that have not run there, and what runs every time.</summary>
/// <param name="engine">The engine.</param>
/// <param name="shown">The script's path as shown to people.</param>
/// <param name="script">The script.</param>
/// <param name="listener">Told of it.</param>
internal sealed class ContainerSetup(ILastingContainers engine, string shown, SetupScript script, IComputationListener listener)
{
    /// <summary>The name of the images that containers are right after their stages.</summary>
    public const string Repository = "images.local/computation";

    /// <summary>Writes the files that the container runs.</summary>
    /// <param name="folder">The folder that it sees as <see cref="ComputationFolders.Scripts"/>.</param>
    public void Write(string folder)
    {
        File.WriteAllText(Path.Combine(folder, SetupPrelude.FileName), SetupPrelude.Text);
        File.WriteAllText(Path.Combine(folder, SetupScript.FileName), script.Watched);
    }

    /// <summary>Runs it. Nobody else uses the container.</summary>
    /// <param name="id">The container; it runs.</param>
    /// <param name="key">The tag of the image that is made of it after its stages.</param>
    /// <param name="hasSnapshot">Whether there is such an image.</param>
    /// <param name="probe">A folder in the container which is there when it sees the storage.</param>
    /// <param name="cancellationToken">Ends it: the stage that runs is not counted.</param>
    /// <returns>False: the container must be started anew, since it does not see the storage.</returns>
    /// <exception cref="JobException">A stage, or what runs every time, failed.</exception>
    /// <exception cref="EngineException">The engine failed.</exception>
    public async Task<bool> RunAsync(string id, string key, bool hasSnapshot, string probe, CancellationToken cancellationToken)
    {
        var pauses = script.Stages.Count > 0 && !hasSnapshot;
        var first = await PassAsync(id, pauses, probe, cancellationToken);
        if (first.IsLost)
        {
            return false;
        }

        if (pauses && first.StagesDone > 0)
        {
            await CommitAsync(id, key);
        }

        if (first.IsPaused)
        {
            await PassAsync(id, pauses: false, probe, cancellationToken);
        }

        return true;
    }

    private async Task<SetupFollower> PassAsync(string id, bool pauses, string probe, CancellationToken cancellationToken)
    {
        var mark = $"images-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        var follower = new SetupFollower(mark, shown, script, listener);
        var spec = new ContainerSpec(string.Empty)
        {
            Entrypoint = [script.Shell, $"{ComputationFolders.Scripts}/{SetupPrelude.FileName}"],
            User = "0:0",
            Environment = new Dictionary<string, string>
            {
                [SetupPrelude.Mark] = mark,
                [SetupPrelude.State] = ComputationFolders.State,
                [SetupPrelude.Script] = $"{ComputationFolders.Scripts}/{SetupScript.FileName}",
                [SetupPrelude.PauseBehind] = pauses
                    ? script.Stages.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)
                    : string.Empty,
                [SetupPrelude.Probe] = probe,
            },
            OutputLimit = 0,
        };
        try
        {
            var result = await engine.RunAsync(id, spec, follower, cancellationToken);
            follower.End();
            return result.ExitCode == 0 || follower.IsLost ? follower : throw new JobException(follower.Failure(result.ExitCode));
        }
        catch (OperationCanceledException)
        {
            // Ends the script, which nobody waits for any more.
            await engine.WakeAsync(id, CancellationToken.None);
            throw;
        }
    }

    // Only a saving for later commits: the container is there without it.
    private async Task CommitAsync(string id, string key)
    {
        try
        {
            await engine.CommitAsync(id, Repository, key);
        }
        catch (EngineException error)
        {
            listener.Note($"{shown}: the next commit's container will begin anew: {error.Message}");
        }
    }
}
