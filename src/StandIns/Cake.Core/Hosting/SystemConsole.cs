using System.Globalization;

namespace Cake.Core;

/// <summary>The console of the process; it has colors only where somebody can see them.</summary>
internal sealed class SystemConsole : IConsole
{
    private readonly bool _colored =
        !Console.IsOutputRedirected
        && !Console.IsErrorRedirected
        && string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable("NO_COLOR"));

    public ConsoleColor ForegroundColor
    {
        get => _colored ? Console.ForegroundColor : ConsoleColor.Gray;
        set
        {
            if (_colored)
            {
                Console.ForegroundColor = value;
            }
        }
    }

    public ConsoleColor BackgroundColor
    {
        get => _colored ? Console.BackgroundColor : ConsoleColor.Black;
        set
        {
            if (_colored)
            {
                Console.BackgroundColor = value;
            }
        }
    }

    public bool SupportAnsiEscapeCodes => false;

    public void Write(string format, params object[] arg) => Console.Out.Write(Text(format, arg));

    public void WriteLine(string format, params object[] arg) => Console.Out.WriteLine(Text(format, arg));

    public void WriteError(string format, params object[] arg) => Console.Error.Write(Text(format, arg));

    public void WriteErrorLine(string format, params object[] arg) => Console.Error.WriteLine(Text(format, arg));

    public void ResetColor()
    {
        if (_colored)
        {
            Console.ResetColor();
        }
    }

    private static string Text(string format, object[] arg) => string.Format(CultureInfo.InvariantCulture, format, arg);
}
