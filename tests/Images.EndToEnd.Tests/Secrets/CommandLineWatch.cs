namespace Images.EndToEnd.Tests.Secrets;

/// <summary>Looks again and again at the command lines of all processes for a text.</summary>
internal sealed class CommandLineWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task<IReadOnlyList<string>> watching;

    public CommandLineWatch(string text)
    {
        watching = Task.Run(() => WatchAsync(text));
    }

    /// <summary>Ends the watch.</summary>
    /// <returns>The command lines that held the text.</returns>
    public async Task<IReadOnlyList<string>> EndAsync()
    {
        await stop.CancelAsync();
        return await watching;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        stop.Dispose();
    }

    private async Task<IReadOnlyList<string>> WatchAsync(string text)
    {
        var found = new List<string>();
        while (!stop.IsCancellationRequested)
        {
            found.AddRange(
                Directory.EnumerateDirectories("/proc").Select(CommandLine).Where(line => line.Contains(text, StringComparison.Ordinal))
            );
            await Task.Delay(20, CancellationToken.None);
        }

        return found;
    }

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
