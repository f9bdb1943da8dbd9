using Images.Definitions;
using Images.Engines;
using Images.Jobs.Running;

namespace Images.Jobs.Staging;

/// <summary>Finds computations and their images, and calls them.</summary>
/// <param name="engine">Finds the engine, where one is needed.</param>
/// <param name="names">Finds what an engine may call an image, the best name first.</param>
/// <param name="folder">Where this machine keeps what containers mount.</param>
/// <param name="time">The clock.</param>
/// <param name="listener">Told of what is done.</param>
internal sealed class ComputationCaller(
    Func<Task<JobEngine>> engine,
    Func<string, IReadOnlyList<string>> names,
    KeptFolder folder,
    TimeProvider time,
    IComputationListener listener
)
{
    /// <summary>Reads a computation.</summary>
    /// <param name="path">Its folder, absolute.</param>
    /// <param name="shown">That folder as shown to people; empty for the current one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The computation, without the id of its image.</returns>
    /// <exception cref="JobException">It is none.</exception>
    /// <exception cref="DefinitionException">What it says of its container is wrong.</exception>
    public async Task<FoundComputation> FindAsync(string path, string shown, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(path))
        {
            throw new JobException($"{path}: there is no such folder; name one with --source, or go there");
        }

        var tree = await SourceTree.FindAsync(path, cancellationToken);
        var computation = await new ComputationReader(tree, shown).ReadAsync(cancellationToken);
        var script = Path.Combine(shown, SetupScript.FileName);
        if (computation.HasIdleSetup)
        {
            listener.Note($"{script}: nothing runs it, since there is no docker.conf that names an image");
        }

        foreach (var warning in CloneCheck.Find(script, computation.Setup?.Script ?? SetupScript.Empty))
        {
            listener.Note($"warning: {warning}");
        }

        return new FoundComputation(computation, null, script);
    }

    /// <summary>Finds the image of a computation.</summary>
    /// <param name="found">The computation.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The computation with its image's id.</returns>
    /// <exception cref="DefinitionException">The engine does not have the image.</exception>
    /// <exception cref="EngineException">There is no engine, or it failed.</exception>
    public async Task<FoundComputation> WithImageAsync(FoundComputation found, CancellationToken cancellationToken) =>
        found.Computation.Setup is { } setup ? found with { ImageId = await FindImageAsync(setup.Image, cancellationToken) } : found;

    /// <summary>Calls a computation where results are missing.</summary>
    /// <param name="found">The computation.</param>
    /// <param name="inputs">The names of its inputs in the storage, each with the twelve digits of its content.</param>
    /// <param name="storage">The file storage.</param>
    /// <param name="isDryRun">Whether nothing is computed or written.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What became of it, and the names of its results in the storage.</returns>
    /// <exception cref="ComputationFailedException">The computation failed.</exception>
    /// <exception cref="JobException">It cannot be run, or its set-up failed.</exception>
    /// <exception cref="EngineException">The engine failed.</exception>
    public async Task<(ComputationReport Report, IReadOnlyList<string> Names)> CallAsync(
        FoundComputation found,
        IReadOnlyList<StoredInput> inputs,
        FileStorage storage,
        bool isDryRun,
        CancellationToken cancellationToken
    )
    {
        var computation = found.Computation;
        var call = ComputationCall.Of(computation, found.ImageId, inputs);
        var present = call.Outputs.Select(storage.Has).ToList();
        string? container = null;
        if (!isDryRun && !present.TrueForAll(static isThere => isThere))
        {
            using var passing = storage.MakePassing();
            container = await ComputeAsync(call, found.Script, storage, passing.Name, cancellationToken);
        }

        var missing = isDryRun ? ComputedFileState.Missing : ComputedFileState.Computed;
        var report = new ComputationReport(
            computation.Name,
            computation.Tree.Commit,
            found.ImageId,
            container,
            [
                .. call.Outputs.Select(
                    (name, index) =>
                        new ComputedFile(
                            computation.Outputs[index],
                            storage.PathOf(name),
                            present[index] ? ComputedFileState.Present : missing
                        )
                ),
            ]
        );
        return (report, call.Outputs);
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
        string script,
        FileStorage storage,
        string passing,
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

        var kept = new KeptContainers(on.Lasting, folder, call.Computation, script, time, listener);
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

/// <summary>A computation that can be called.</summary>
/// <param name="Computation">The computation.</param>
/// <param name="ImageId">The id of the image that it runs in; null: it runs on this machine.</param>
/// <param name="Script">The path of its set-up's script as shown to people.</param>
internal sealed record FoundComputation(Computation Computation, string? ImageId, string Script);

/// <summary>An input in the storage.</summary>
/// <param name="Name">Its name, relative to the storage.</param>
/// <param name="Digest">The first twelve digits of its content's SHA-1.</param>
internal sealed record StoredInput(string Name, string Digest);
