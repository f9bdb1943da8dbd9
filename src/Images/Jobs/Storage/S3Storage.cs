using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Images.BuildKit.Contexts;
using Images.BuildKit.Errors;

namespace Images.Jobs.Storage;

/// <summary>
/// S3, or what speaks its language. Where it is and who we are is found as all of Amazon's programs do: <c>AWS_ENDPOINT_URL</c>,
/// <c>AWS_REGION</c>, <c>AWS_ACCESS_KEY_ID</c>, profiles, roles.
/// </summary>
public sealed class S3Storage : IJobStorage, IDisposable
{
    private const int AtOnce = 4;

    private readonly AmazonS3Client client;

    /// <summary>Makes a client; nothing is asked yet.</summary>
    /// <param name="endpoint">The address of a service other than Amazon's, such as <c>http://127.0.0.1:9000</c>; null: Amazon's own.</param>
    /// <exception cref="JobException">It is not said which region is meant, or who we are.</exception>
    public S3Storage(string? endpoint)
    {
        try
        {
            var settings = new AmazonS3Config
            {
                RetryMode = RequestRetryMode.Standard,
                // Services of one machine have no names of their own for buckets, and not all know the newer checksums.
                ForcePathStyle = endpoint is not null,
                RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
                ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            };
            if (endpoint is not null)
            {
                settings.ServiceURL = endpoint;
                settings.AuthenticationRegion = Environment.GetEnvironmentVariable("AWS_REGION") ?? "us-east-1";
            }

            client = new AmazonS3Client(settings);
        }
        catch (AmazonClientException error)
        {
            throw new JobException($"s3: {OneLine(error)}; set AWS_REGION, and AWS_ACCESS_KEY_ID or a profile", error);
        }
    }

    /// <inheritdoc/>
    public async Task<int> FetchAsync(StorageAddress address, string folder, CancellationToken cancellationToken)
    {
        var count = 0;
        await DoAsync(
            address,
            "cannot be read",
            async token =>
            {
                var keys = new List<string>();
                var request = new ListObjectsV2Request { BucketName = address.Bucket, Prefix = address.Prefix };
                ListObjectsV2Response page;
                do
                {
                    page = await client.ListObjectsV2Async(request, token);
                    keys.AddRange((page.S3Objects ?? []).Select(static found => found.Key));
                    request.ContinuationToken = page.NextContinuationToken;
                } while (page.IsTruncated == true);

                await Parallel.ForEachAsync(
                    keys,
                    new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = token },
                    async (key, one) =>
                    {
                        if (await FetchAsync(address, key, folder, one))
                        {
                            Interlocked.Increment(ref count);
                        }
                    }
                );
            },
            cancellationToken
        );
        return count > 0 ? count : throw new JobException($"{address}: nothing is there; correct the address");
    }

    /// <inheritdoc/>
    public Task StoreAsync(string folder, IEnumerable<string> paths, StorageAddress address, CancellationToken cancellationToken)
    {
        var files = new DirectoryContext(folder);
        var entries = paths
            .GroupBy(static path => Path.GetDirectoryName(path)!, StringComparer.Ordinal)
            .SelectMany(group => Entries(files, group.Key, group.ToHashSet(StringComparer.Ordinal)));
        return DoAsync(
            address,
            "cannot be written",
            token =>
                Parallel.ForEachAsync(
                    entries,
                    new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = token },
                    async (file, one) => await StoreAsync(files, file.Path, file.Entry, address, one)
                ),
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static async Task DoAsync(
        StorageAddress address,
        string what,
        Func<CancellationToken, Task> doAsync,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await doAsync(cancellationToken);
        }
        catch (AmazonS3Exception error) when (error.ErrorCode == "NoSuchBucket")
        {
            throw new JobException($"{address}: there is no bucket {address.Bucket}; make it, or correct the address", error);
        }
        catch (Exception error)
            when (error is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or BuildContextException)
        {
            throw new JobException($"{address}: {what}: {OneLine(error)}", error);
        }
    }

    private static string OneLine(Exception error) => Engines.ContainerText.HarmlessLine(error.Message).TrimEnd('.');

    private async Task<bool> FetchAsync(StorageAddress address, string key, string folder, CancellationToken cancellationToken)
    {
        if (address.PathOf(key) is not { } path)
        {
            return key.EndsWith('/')
                ? false
                : throw new JobException(
                    $"{address}: the key '{Engines.ContainerText.HarmlessLine(key)}' cannot be a file's name; rename it"
                );
        }

        var target = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using var answer = await client.GetObjectAsync(new GetObjectRequest { BucketName = address.Bucket, Key = key }, cancellationToken);
        await using var file = new FileStream(target, FileMode.CreateNew, FileAccess.Write);
        await answer.ResponseStream.CopyToAsync(file, cancellationToken);
        return true;
    }

    private static IEnumerable<(string Path, ContextEntry Entry)> Entries(
        DirectoryContext files,
        string directory,
        HashSet<string> wanted
    ) =>
        files
            .List(directory)
            .Select(entry => (Path: directory.Length == 0 ? entry.Name : $"{directory}/{entry.Name}", Entry: entry))
            .Where(file => file.Entry.Kind == ContextEntryKind.File && wanted.Contains(file.Path));

    private async Task StoreAsync(
        DirectoryContext files,
        string path,
        ContextEntry entry,
        StorageAddress address,
        CancellationToken cancellationToken
    )
    {
        await using var content = files.Open(path, entry);
        await client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = address.Bucket,
                Key = address.Prefix + path,
                InputStream = content,
                AutoCloseStream = false,
                UseChunkEncoding = false,
            },
            cancellationToken
        );
    }
}
