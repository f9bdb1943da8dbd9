using System.Runtime.InteropServices;
using Images.Build.CommandLine;

namespace Images.Build.Hosting;

/// <summary>Turns Ctrl-C and SIGTERM into cancellation: the first one cancels, the second ends the program at once.</summary>
public sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly Action<string> note;
    private readonly PosixSignalRegistration[] registrations;

    /// <summary>Initializes a new instance of the <see cref="Interruption"/> class and starts to listen.</summary>
    /// <param name="note">Told that the run is being cancelled.</param>
    public Interruption(Action<string> note)
    {
        this.note = note;
#pragma warning disable CA2000 // Dispose objects before losing scope: Dispose does
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt),
        ];
#pragma warning restore CA2000
    }

    /// <summary>Gets what is signalled by the first interrupt.</summary>
    public CancellationToken Token => source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }

        source.Dispose();
    }

    private void Interrupt(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (source.IsCancellationRequested)
        {
            Environment.Exit(ExitCode.Cancelled);
        }

        note("cancelling; once more to stop at once");
        source.Cancel();
    }
}
