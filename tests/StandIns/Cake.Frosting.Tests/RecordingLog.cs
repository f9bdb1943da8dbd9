using System.Globalization;
using Cake.Core.Diagnostics;

namespace Cake.Frosting.Tests;

/// <summary>Keeps what the package's log would print.</summary>
internal sealed class RecordingLog : ICakeLog
{
    internal List<string> Lines { get; } = [];

    public Verbosity Verbosity { get; set; } = Verbosity.Normal;

    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args)
    {
        if (verbosity <= Verbosity)
        {
            Lines.Add($"{level}: {string.Format(CultureInfo.InvariantCulture, format, args)}");
        }
    }
}
