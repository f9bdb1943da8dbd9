using Images.Definitions;
using Images.Engines;
using Images.Jobs.Running;

namespace Images.Jobs.Staging;

/// <summary>Runs a computation of a checkout, or a task's workflow of them, on files, where results of their commits are missing.</summary>
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
    /// <exception cref="ComputationFailedException">A computation failed.</exception>
    /// <exception cref="JobException">It cannot be run, or a set-up failed.</exception>
    /// <exception cref="DefinitionException">What a computation says of its container is wrong.</exception>
    /// <exception cref="EngineException">There is no engine, or it failed.</exception>
    public async Task<ComputationsReport> RunAsync(ComputationRequest request, CancellationToken cancellationToken)
    {
        var caller = new ComputationCaller(engine, names, Folder, time, listener);
        if (WorkflowTask.IsAt(request.Folder))
        {
            var task = await WorkflowTask.ReadAsync(request.Folder, request.Shown, cancellationToken);
            task.CheckCount(request.Inputs.Count);
            var place = FileStorage.Open(request.Storage);
            var given = await TakeAsync(request, place, cancellationToken);
            return await new WorkflowRun(task, caller, place, given, request.IsDryRun).RunAsync(cancellationToken);
        }

        var found = await caller.FindAsync(request.Folder, request.Shown, cancellationToken);
        ComputationCall.CheckCount(found.Computation, request.Inputs.Count);
        var storage = FileStorage.Open(request.Storage);
        var inputs = await TakeAsync(request, storage, cancellationToken);
        found = await caller.WithImageAsync(found, cancellationToken);
        var (report, _) = await caller.CallAsync(found, inputs, storage, request.IsDryRun, cancellationToken);
        return new ComputationsReport([report], [.. report.Outputs.Select(static file => file.Path)]);
    }

    /// <summary>Writes the set-up of a computation as a Dockerfile.</summary>
    /// <param name="request">Which computation; storage and inputs are not looked at.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The Dockerfile.</returns>
    /// <exception cref="JobException">It has no container.</exception>
    /// <exception cref="DefinitionException">What it says of its container is wrong.</exception>
    public async Task<string> DockerfileAsync(ComputationRequest request, CancellationToken cancellationToken)
    {
        var caller = new ComputationCaller(engine, names, Folder, time, listener);
        var found = await caller.FindAsync(request.Folder, request.Shown, cancellationToken);
        return found.Computation.Setup is { } setup
            ? SetupDockerfile.Write(names(setup.Image.Value)[0], found.Computation.Tree.Prefix, setup.Script)
            : throw new JobException($"{request.Folder}: has no docker.conf, so it runs on this machine; write one with 'image: NAME'");
    }

    // The content makes the name, so an input that is there needs no copy.
    private static async Task<IReadOnlyList<StoredInput>> TakeAsync(
        ComputationRequest request,
        FileStorage storage,
        CancellationToken cancellationToken
    )
    {
        var inputs = new List<StoredInput>();
        foreach (var path in request.Inputs)
        {
            var digest = await FileStorage.DigestAsync(path, cancellationToken);
            inputs.Add(new StoredInput(FileStorage.InputName(digest), digest));
        }

        if (!request.IsDryRun && inputs.Exists(input => !storage.Has(input.Name)))
        {
            using var passing = storage.MakePassing();
            foreach (var (path, input) in request.Inputs.Zip(inputs))
            {
                storage.Take(path, passing.Name, input.Name);
            }
        }

        return inputs;
    }
}
