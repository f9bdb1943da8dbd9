namespace Cake.Core;

/// <summary>Standard output and standard error, with colors.</summary>
public interface IConsole
{
    ConsoleColor ForegroundColor { get; set; }

    ConsoleColor BackgroundColor { get; set; }

    bool SupportAnsiEscapeCodes { get; }

    void Write(string format, params object[] arg);

    void WriteLine(string format, params object[] arg);

    void WriteError(string format, params object[] arg);

    void WriteErrorLine(string format, params object[] arg);

    void ResetColor();
}
