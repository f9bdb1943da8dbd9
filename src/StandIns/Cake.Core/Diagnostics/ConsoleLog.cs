using System.Globalization;

namespace Cake.Core.Diagnostics;

/// <summary>Writes errors to standard error and the rest to standard output.</summary>
internal sealed class ConsoleLog : ICakeLog
{
    private readonly IConsole _console;
    private readonly Lock _lock = new();

    public ConsoleLog(IConsole console) => _console = console;

    public Verbosity Verbosity { get; set; } = Verbosity.Normal;

    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args)
    {
        if (verbosity > Verbosity)
        {
            return;
        }

        var text = string.Format(CultureInfo.InvariantCulture, format, args);
        lock (_lock)
        {
            Paint(level);
            try
            {
                if (level <= LogLevel.Error)
                {
                    _console.WriteErrorLine("{0}", text);
                }
                else
                {
                    _console.WriteLine("{0}", text);
                }
            }
            finally
            {
                _console.ResetColor();
            }
        }
    }

    private void Paint(LogLevel level)
    {
        switch (level)
        {
            case LogLevel.Fatal:
                _console.BackgroundColor = ConsoleColor.Magenta;
                _console.ForegroundColor = ConsoleColor.White;
                break;
            case LogLevel.Error:
                _console.ForegroundColor = ConsoleColor.Red;
                break;
            case LogLevel.Warning:
                _console.ForegroundColor = ConsoleColor.Yellow;
                break;
            case LogLevel.Verbose:
                _console.ForegroundColor = ConsoleColor.Gray;
                break;
            case LogLevel.Debug:
                _console.ForegroundColor = ConsoleColor.DarkGray;
                break;
        }
    }
}
