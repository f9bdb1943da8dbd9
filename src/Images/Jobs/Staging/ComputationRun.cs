using Images.Definitions;
using Images.Engines;
using Images.Jobs.Running;

namespace Images.Jobs.Staging;

/// <summary>Runs a computation of a checkout on files, where results of its commit are missing.</summary>
/// <param name="engine">Finds the engine, where one is needed.</param>
/// <param name="names">Finds what an engine may call an image, the best name first.</param>
/// <param name="time">The clock.</param>
/// <param name="listener">Told of what is done.</param>
public sealed class ComputationRun(
    Func<Task<JobEngine>> engine,
    Func<string, IReadOnlyList<string>> names,
    TimeProvider time,
    IComputationListener listener
)
{
    /// <summary>Gets or sets where this machine keeps what containers mount.</summary>
    internal KeptFolder Folder { get; init; } = KeptFolder.OfUser();

    /// <summary>Runs it.</summary>
    /// <param name="request">What is to be computed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="ComputationFailedException">The computation failed.</exception>
    /// <exception cref="JobException">It cannot be run, or its set-up failed.</exception>
    /// <exception cref="DefinitionException">What it says of its container is wrong.</exception>
    /// <exception cref="EngineException">There is no engine, or it failed.</exception>
    public async Task<ComputationReport> RunAsync(ComputationRequest request, CancellationToken cancellationToken)
    {
        var computation = await ReadAsync(request, cancellationToken);
        ComputationCall.CheckCount(computation, request.Inputs.Count);
        var storage = FileStorage.Open(request.Storage);
        var inputs = new List<(string Path, string Name, string Digest)>();
        foreach (var path in request.Inputs)
        {
            var digest = await FileStorage.DigestAsync(path, cancellationToken);
            inputs.Add((path, FileStorage.InputName(digest), digest));
        }

        var imageId = computation.Setup is { } setup ? await FindImageAsync(setup.Image, cancellationToken) : null;
        var call = ComputationCall.Of(computation, imageId, [.. inputs.Select(static input => (input.Name, input.Digest))]);
        var present = call.Outputs.Select(storage.Has).ToList();
        string? container = null;
        if (!request.IsDryRun)
        {
            var passing = storage.MakePassing();
            try
            {
                inputs.ForEach(input => storage.Take(input.Path, passing, input.Name));
                container = present.TrueForAll(static isThere => isThere)
                    ? null
                    : await ComputeAsync(call, storage, passing, request, cancellationToken);
            }
            finally
            {
                storage.RemovePassing(passing);
            }
        }

        return new ComputationReport(
            computation.Name,
            computation.Tree.Commit,
            imageId,
            container,
            [
                .. call.Outputs.Select(
                    (name, index) => new ComputedFile(computation.Outputs[index], storage.PathOf(name), State(present[index], request))
                ),
            ]
        );
    }

    /// <summary>Writes the set-up of a computation as a Dockerfile.</summary>
    /// <param name="request">Which computation; storage and inputs are not looked at.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The Dockerfile.</returns>
    /// <exception cref="JobException">It has no container.</exception>
    /// <exception cref="DefinitionException">What it says of its container is wrong.</exception>
    public async Task<string> DockerfileAsync(ComputationRequest request, CancellationToken cancellationToken)
    {
        var computation = await ReadAsync(request, cancellationToken);
        return computation.Setup is { } setup
            ? SetupDockerfile.Write(names(setup.Image.Value)[0], computation.Tree.Prefix, setup.Script)
            : throw new JobException($"{request.Folder}: has no docker.conf, so it runs on this machine; write one with 'image: NAME'");
    }

    private static ComputedFileState State(bool isPresent, ComputationRequest request) =>
        isPresent ? ComputedFileState.Present
        : request.IsDryRun ? ComputedFileState.Missing
        : ComputedFileState.Computed;

    private static string ShownScript(ComputationRequest request) => Path.Combine(request.Shown, SetupScript.FileName);

    private async Task<Computation> ReadAsync(ComputationRequest request, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(request.Folder))
        {
            throw new JobException($"{request.Folder}: there is no such folder; name one with --source, or go there");
        }

        var tree = await SourceTree.FindAsync(request.Folder, cancellationToken);
        var computation = await new ComputationReader(tree, request.Shown).ReadAsync(cancellationToken);
        if (computation.HasIdleSetup)
        {
            listener.Note($"{ShownScript(request)}: nothing runs it, since there is no docker.conf that names an image");
        }

        foreach (var warning in CloneCheck.Find(ShownScript(request), computation.Setup?.Script ?? SetupScript.Empty))
        {
            listener.Note($"warning: {warning}");
        }

        return computation;
    }

    private async Task<string> FindImageAsync(Located<string> image, CancellationToken cancellationToken)
    {
        var found = await (await engine()).FindImageAsync(names(image.Value), cancellationToken);
        return found?.Id
            ?? throw new DefinitionException([
                new(image.Location, $"the engine has no image '{image.Value}'; build it, or pull it, and run it again"),
            ]);
    }

    private async Task<string?> ComputeAsync(
        ComputationCall call,
        FileStorage storage,
        string passing,
        ComputationRequest request,
        CancellationToken cancellationToken
    )
    {
        var work = new ComputationWork(storage, listener);
        if (call.ImageId is not { } imageId)
        {
            using var own = new PassingFolder();
            var tree = Path.Combine(own.Path, "tree");
            await SourceExport.WriteAsync(call.Computation.Tree, tree, cancellationToken);
            await work.DoAsync(call, new HostPlace(call.Computation, tree, storage), passing, cancellationToken);
            return null;
        }

        var on = await engine();
        if (on.RemoteAddress is { } address)
        {
            throw new JobException(
                $"{call.Computation.Name}: the engine at {address} does not see this machine's folders; use an engine of this machine"
            );
        }

        var kept = new KeptContainers(on.Lasting, Folder, call.Computation, ShownScript(request), time, listener);
        string id;
        await using (var use = await kept.UseAsync(imageId, storage, passing, cancellationToken))
        {
            id = use.Id;
            await work.DoAsync(call, new ContainerPlace(on.Lasting, id, call.Computation, storage, on.Caller), passing, cancellationToken);
        }

        await kept.CollectAsync(cancellationToken);
        return id;
    }
}

/// <summary>What is to be computed.</summary>
/// <param name="Folder">The computation's folder, absolute.</param>
/// <param name="Shown">That folder as shown to people; empty for the current one.</param>
/// <param name="Storage">The folder of the file storage, absolute.</param>
/// <param name="Inputs">The files to compute with, absolute.</param>
/// <param name="IsDryRun">Whether nothing is computed or written.</param>
public sealed record ComputationRequest(string Folder, string Shown, string Storage, IReadOnlyList<string> Inputs, bool IsDryRun);
