using System.Text;
using Images.Engines;

namespace Images.Tests.Jobs.Running;

/// <summary>Containers that are told what to do, in place of an engine's.</summary>
internal sealed class HeldContainers : IContainerHolder, IContainerRunner
{
    public List<ContainerSpec> Specs { get; } = [];

    public List<ContainerSpec> Runs { get; } = [];

    public List<Container> Made { get; } = [];

    /// <summary>What a container does at its start; it ends with 0 at once when nothing is said.</summary>
    public Action<ContainerSpec, Container> OnStart { get; set; } = (_, container) => container.Exit(0);

    public Task<IHeldContainer> HoldAsync(ContainerSpec spec, CancellationToken cancellationToken)
    {
        var container = new Container(spec, this);
        lock (Made)
        {
            Specs.Add(spec);
            Made.Add(container);
        }

        return Task.FromResult<IHeldContainer>(container);
    }

    public Task<ContainerResult> RunAsync(ContainerSpec spec, IProgress<ContainerChunk>? output, CancellationToken cancellationToken)
    {
        Runs.Add(spec);
        return Task.FromResult(new ContainerResult(0, "", "", 0, TimedOut: false, OutOfMemory: false, TimeSpan.Zero));
    }

    internal sealed class Container(ContainerSpec spec, HeldContainers all) : IHeldContainer
    {
        private readonly TaskCompletionSource<int> exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private IProgress<ContainerChunk>? listener;

        public string Id => "0123456789abcdef";

        public bool IsGone { get; private set; }

        public int Kills { get; private set; }

        public void Exit(int code) => exit.TrySetResult(code);

        public void Write(ContainerStream stream, string text) =>
            listener?.Report(new ContainerChunk(stream, Encoding.UTF8.GetBytes(text)));

        public Task StartAsync(IProgress<ContainerChunk>? output, CancellationToken cancellationToken)
        {
            listener = output;
            all.OnStart(spec, this);
            return Task.CompletedTask;
        }

        public Task<int> WaitAsync(CancellationToken cancellationToken) => exit.Task.WaitAsync(cancellationToken);

        public Task DrainAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task KillAsync(CancellationToken cancellationToken)
        {
            Kills++;
            Exit(137);
            return Task.CompletedTask;
        }

        public Task<bool> WasOutOfMemoryAsync(CancellationToken cancellationToken) => Task.FromResult(false);

        public Task<long> WrittenBytesAsync(CancellationToken cancellationToken) => Task.FromResult(0L);

        public Task<long> ProcessesAsync(CancellationToken cancellationToken) => Task.FromResult(1L);

        public ValueTask DisposeAsync()
        {
            IsGone = true;
            Exit(137);
            return ValueTask.CompletedTask;
        }
    }
}
