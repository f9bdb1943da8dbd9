using Images.Build.CommandLine;
using Images.Jobs;
using Images.Jobs.Clusters;
using Images.Jobs.Files;
using Images.Jobs.Running;

namespace Images.Build.Hosting;

/// <summary>Writes <c>cluster.json</c>, and makes of jobs what a node of that pool runs.</summary>
/// <param name="context">Knows what is asked for.</param>
/// <param name="names">Finds the names of images.</param>
internal sealed class PoolTrial(BuildContext context, JobImageNames names)
{
    /// <summary>Does it.</summary>
    /// <param name="engine">The engine that has the image.</param>
    /// <param name="files">The job file, or the command.</param>
    /// <param name="place">The file to write; <c>-</c> for standard output.</param>
    /// <returns>The jobs as a node runs them.</returns>
    /// <exception cref="UsageException">There are several files, or two documents for standard output.</exception>
    /// <exception cref="JobException">A node cannot run a job, or jobs are in several images.</exception>
    public async Task<IReadOnlyList<JobFile>> PrepareAsync(JobEngine engine, IReadOnlyList<JobFile> files, string place)
    {
        if (files is not [var file])
        {
            throw new UsageException("--azure-pool: a pool is of one job file; run one after another");
        }

        if (place == "-" && (context.Settings.Json || file.Jobs.Count > 1))
        {
            throw new UsageException("--azure-pool: standard output takes one document; name a file, such as --azure-pool=cluster.json");
        }

        var pool = ClusterDocument.NameOf(file.Pool, file.Jobs[0].Name);
        var tasks = file.Jobs.Select(job => PoolTask.Of(job, pool, Environment.GetEnvironmentVariable)).ToList();
        if (await FindImageAsync(engine, file) is { } image)
        {
            Note(image);
            var document = ClusterDocument.Write(file.Pool, pool, ClusterDocument.Reference(image) ?? image.Name);
            await WriteAsync(place, document);
        }

        // Of an image that is not there the run tells.
        return [file with { Jobs = tasks }];
    }

    private async Task<JobImage?> FindImageAsync(JobEngine engine, JobFile file)
    {
        JobImage? found = null;
        foreach (var job in file.Jobs)
        {
            var image = await engine.FindImageAsync(names.Of(job.Images), context.Cancellation);
            if (image is null)
            {
                return null;
            }

            if (found is not null && found.Id != image.Id)
            {
                throw new JobException($"{job.Name}: a pool has one image, {found.Name} here, and not {image.Name} too; split the file");
            }

            found ??= image;
        }

        return found;
    }

    private void Note(JobImage image)
    {
        if (ClusterDocument.Reference(image) is null)
        {
            context.Output.Log.WriteLine(
                $"{image.Name}: no registry has it as far as the engine knows, so cluster.json names it without a digest; publish it, pull it, and write the file again"
            );
        }

        if (image.HasEntrypoint)
        {
            context.Output.Log.WriteLine(
                $"{image.Name}: it has an ENTRYPOINT, which a node would start with the command as its arguments; here bash takes its place, so build it without one"
            );
        }
    }

    private async Task WriteAsync(string place, string document)
    {
        if (place == "-")
        {
            await context.Output.Results.WriteAsync(document);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        await File.WriteAllTextAsync(place, document, context.Cancellation);
        context.Output.Note($"wrote {place}");
    }
}
