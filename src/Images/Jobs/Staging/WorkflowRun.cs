namespace Images.Jobs.Staging;

/// <summary>Runs a task's workflow from its innermost expressions outwards: what was computed before, here or in another task, is taken as it is.</summary>
/// <param name="task">The task.</param>
/// <param name="caller">Calls computations.</param>
/// <param name="storage">The file storage.</param>
/// <param name="inputs">The task's inputs.</param>
/// <param name="isDryRun">Whether nothing is computed or written.</param>
internal sealed class WorkflowRun(
    WorkflowTask task,
    ComputationCaller caller,
    FileStorage storage,
    IReadOnlyList<StoredInput> inputs,
    bool isDryRun
)
{
    private readonly Dictionary<string, FoundComputation> found = new(StringComparer.Ordinal);
    private readonly List<ComputationReport> calls = [];

    /// <summary>Runs it.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="ComputationFailedException">A computation failed.</exception>
    /// <exception cref="JobException">One cannot be run, or its set-up failed.</exception>
    /// <exception cref="Engines.EngineException">There is no engine, or it failed.</exception>
    public async Task<ComputationsReport> RunAsync(CancellationToken cancellationToken)
    {
        var results = await EvaluateAsync(task.Workflow, cancellationToken);
        return new ComputationsReport(calls, [.. results.Select(name => name is null ? null : storage.PathOf(name))]);
    }

    // The names of what an expression gives; null for what is not there yet and of which no name can be told.
    private async Task<IReadOnlyList<string?>> EvaluateAsync(WorkflowNode node, CancellationToken cancellationToken) =>
        node switch
        {
            InputNode input => [inputs[input.Index].Name],
            LiteralNode literal => storage.Has(literal.Name)
                ? [literal.Name]
                : throw new JobException(
                    $"{literal.Shown}: the storage has no file '{Definitions.TextProblems.Quote(literal.Name)}'; put it there"
                ),
            _ => await ComputeAsync((ComputationNode)node, cancellationToken),
        };

    private async Task<IReadOnlyList<string?>> ComputeAsync(ComputationNode node, CancellationToken cancellationToken)
    {
        var names = new List<string?>();
        foreach (var input in node.Inputs)
        {
            names.AddRange(await EvaluateAsync(input, cancellationToken));
        }

        var computation = await FindAsync(node, cancellationToken);
        if (node.Outputs.FirstOrDefault(number => number >= computation.Computation.Outputs.Count, -1) is >= 0 and var number)
        {
            throw new JobException(
                $"{node.Shown}/outputs: '{node.Name}' has no output {number}; it has {computation.Computation.Outputs.Count}, from 00"
            );
        }

        var given = await StoredAsync(names, cancellationToken);
        if (given.Count < names.Count)
        {
            ComputationCall.CheckCount(computation.Computation, names.Count);
            calls.Add(Unknown(computation));
            return [.. node.Outputs.Select(static _ => (string?)null)];
        }

        var (report, made) = await caller.CallAsync(computation, given, storage, isDryRun, cancellationToken);
        calls.Add(report);
        return [.. node.Outputs.Select(output => made[output])];
    }

    private async Task<FoundComputation> FindAsync(ComputationNode node, CancellationToken cancellationToken)
    {
        if (!found.TryGetValue(node.Name, out var computation))
        {
            var place = Path.Combine(WorkflowTask.Computations, node.Name);
            computation = await caller.FindAsync(Path.Combine(task.Folder, place), Path.Combine(task.Shown, place), cancellationToken);
            computation = await caller.WithImageAsync(computation, cancellationToken);
            found.Add(node.Name, computation);
        }

        return computation;
    }

    // Those that are there: in a dry run something may be missing.
    private async Task<IReadOnlyList<StoredInput>> StoredAsync(IEnumerable<string?> names, CancellationToken cancellationToken)
    {
        var stored = new List<StoredInput>();
        foreach (var name in names.OfType<string>())
        {
            if (inputs.FirstOrDefault(input => input.Name == name) is { } own)
            {
                stored.Add(own);
            }
            else if (storage.Has(name))
            {
                stored.Add(new StoredInput(name, await FileStorage.DigestAsync(storage.PathOf(name), cancellationToken)));
            }
        }

        return stored;
    }

    private static ComputationReport Unknown(FoundComputation computation) =>
        new(
            computation.Computation.Name,
            computation.Computation.Tree.Commit,
            computation.ImageId,
            null,
            [.. computation.Computation.Outputs.Select(static label => new ComputedFile(label, null, ComputedFileState.Missing))]
        );
}
