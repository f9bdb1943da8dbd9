using Images.Engines;

namespace Images.Tests.Testing;

/// <summary>Answers instead of running containers, and remembers what was asked.</summary>
internal sealed class FakeRunner(Func<ContainerSpec, ContainerResult> answer) : IContainerRunner
{
    private readonly Lock gate = new();
    private int running;

    public List<ContainerSpec> Specs { get; } = [];

    public int MostAtOnce { get; private set; }

    public Func<ContainerSpec, CancellationToken, Task> Before { get; init; } = (_, _) => Task.CompletedTask;

    public static ContainerResult Exit(int code, string output = "", string error = "") =>
        new(code, output, error, 0, false, false, TimeSpan.FromSeconds(0.1));

    public async Task<ContainerResult> RunAsync(ContainerSpec spec, IProgress<ContainerChunk>? output, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            Specs.Add(spec);
            MostAtOnce = Math.Max(MostAtOnce, ++running);
        }

        try
        {
            await Before(spec, cancellationToken);
            return answer(spec);
        }
        finally
        {
            lock (gate)
            {
                running--;
            }
        }
    }
}
