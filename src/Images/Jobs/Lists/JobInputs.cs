using System.Collections.Concurrent;
using Images.Jobs.Running;
using Images.Jobs.Storage;

namespace Images.Jobs.Lists;

/// <summary>Fetches the data of jobs out of storage, once each, for the time of a run.</summary>
/// <param name="storage">Where it is.</param>
internal sealed class JobInputs(Lazy<IJobStorage> storage) : IDisposable
{
    private readonly ConcurrentDictionary<StorageAddress, Lazy<Task<PassingFolder>>> folders = new();

    /// <summary>Gives a job its data as its resources.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The job with the folder; the same one when it asks for none.</returns>
    /// <exception cref="JobException">They cannot be fetched.</exception>
    public async Task<JobDefinition> GiveAsync(JobDefinition job, CancellationToken cancellationToken)
    {
        if (job.Input is not { } address)
        {
            return job;
        }

        var folder = await folders.GetOrAdd(address, from => new(() => FetchAsync(from, cancellationToken))).Value;
        return job with { Resources = folder.Path };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (
            var folder in folders.Values.Where(static folder => folder is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        )
        {
            folder.Value.Result.Dispose();
        }
    }

    private async Task<PassingFolder> FetchAsync(StorageAddress address, CancellationToken cancellationToken)
    {
        var folder = new PassingFolder();
        try
        {
            await storage.Value.FetchAsync(address, folder.Path, cancellationToken);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }
}
