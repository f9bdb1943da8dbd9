using System.Globalization;
using Cake.Core.Diagnostics;

namespace Images.Build.Hosting;

/// <summary>Takes Cake's own messages: warnings and, when asked for, the rest go to the log; errors wait for the end of the run.</summary>
/// <param name="output">Where to write.</param>
public sealed class CakeLog(Output output) : ICakeLog
{
    private readonly List<string> errors = [];

    /// <inheritdoc/>
    public Verbosity Verbosity { get; set; } = Verbosity.Normal;

    /// <summary>Gets what Cake reported as errors, in order.</summary>
    public IReadOnlyList<string> Errors => errors;

    /// <inheritdoc/>
    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args)
    {
        var message = string.Format(CultureInfo.InvariantCulture, format, args);
        if (level <= LogLevel.Error)
        {
            errors.Add(message);
        }
        else if (level == LogLevel.Warning)
        {
            output.Note($"warning: {message}");
        }
        else if (Verbosity >= Verbosity.Verbose && verbosity <= Verbosity)
        {
            output.Log.WriteLine(message);
        }
    }
}
