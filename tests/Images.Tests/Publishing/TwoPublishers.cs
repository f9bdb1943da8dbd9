namespace Images.Tests.Publishing;

/// <summary>
/// Lets the requests of two publishers through in turns: the first until it has made some, the second until it has made some, then the
/// first to its end and the second to its.
/// </summary>
/// <param name="ofFirst">How many requests the first makes before it must wait.</param>
/// <param name="ofSecond">How many requests the second makes then.</param>
internal sealed class TwoPublishers(int ofFirst, int ofSecond)
{
    private readonly AsyncLocal<int> who = new();
    private readonly Lock gate = new();
    private readonly int[] made = [0, 0];
    private readonly bool[] isDone = [false, false];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets whether each publisher made as many requests as it was let before it had to wait.</summary>
    public bool Interrupted => made[0] > ofFirst && made[1] > ofSecond;

    /// <summary>Runs both.</summary>
    public Task RunAsync(Func<Task> first, Func<Task> second) => Task.WhenAll(RunAsync(0, first), RunAsync(1, second));

    /// <summary>Waits until the request of the publisher that makes it may go through.</summary>
    public async Task TurnAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task wait;
            lock (gate)
            {
                if (Turn() == who.Value)
                {
                    made[who.Value]++;
                    Change();
                    return;
                }

                wait = changed.Task;
            }

            await wait.WaitAsync(cancellationToken);
        }
    }

    private int Turn() =>
        made[0] < ofFirst && !isDone[0] ? 0
        : made[1] < ofSecond && !isDone[1] ? 1
        : isDone[0] ? 1
        : 0;

    private void Change()
    {
        changed.SetResult();
        changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private Task RunAsync(int number, Func<Task> publish) =>
        Task.Run(async () =>
        {
            who.Value = number;
            try
            {
                await publish();
            }
            finally
            {
                lock (gate)
                {
                    isDone[number] = true;
                    Change();
                }
            }
        });
}
