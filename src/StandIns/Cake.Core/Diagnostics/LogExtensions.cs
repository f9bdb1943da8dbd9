namespace Cake.Core.Diagnostics;

/// <summary>One method for each level of <see cref="ICakeLog"/>.</summary>
public static class LogExtensions
{
    public static void Error(this ICakeLog log, string value) => Error(log, Literal, value);

    public static void Error(this ICakeLog log, object value) => Error(log, Literal, value);

    public static void Error(this ICakeLog log, string format, params object[] args) => Error(log, Verbosity.Quiet, format, args);

    public static void Error(this ICakeLog log, Verbosity verbosity, string format, params object[] args) =>
        log?.Write(verbosity, LogLevel.Error, format, args);

    public static void Error(this ICakeLog log, LogAction logAction) => Error(log, Verbosity.Quiet, logAction);

    public static void Error(this ICakeLog log, Verbosity verbosity, LogAction logAction) =>
        Write(log, verbosity, LogLevel.Error, logAction);

    public static void Warning(this ICakeLog log, string value) => Warning(log, Literal, value);

    public static void Warning(this ICakeLog log, object value) => Warning(log, Literal, value);

    public static void Warning(this ICakeLog log, string format, params object[] args) => Warning(log, Verbosity.Minimal, format, args);

    public static void Warning(this ICakeLog log, Verbosity verbosity, string format, params object[] args) =>
        log?.Write(verbosity, LogLevel.Warning, format, args);

    public static void Warning(this ICakeLog log, LogAction logAction) => Warning(log, Verbosity.Minimal, logAction);

    public static void Warning(this ICakeLog log, Verbosity verbosity, LogAction logAction) =>
        Write(log, verbosity, LogLevel.Warning, logAction);

    public static void Information(this ICakeLog log, string value) => Information(log, Literal, value);

    public static void Information(this ICakeLog log, object value) => Information(log, Literal, value);

    public static void Information(this ICakeLog log, string format, params object[] args) =>
        Information(log, Verbosity.Normal, format, args);

    public static void Information(this ICakeLog log, Verbosity verbosity, string format, params object[] args) =>
        log?.Write(verbosity, LogLevel.Information, format, args);

    public static void Information(this ICakeLog log, LogAction logAction) => Information(log, Verbosity.Normal, logAction);

    public static void Information(this ICakeLog log, Verbosity verbosity, LogAction logAction) =>
        Write(log, verbosity, LogLevel.Information, logAction);

    public static void Verbose(this ICakeLog log, string value) => Verbose(log, Literal, value);

    public static void Verbose(this ICakeLog log, object value) => Verbose(log, Literal, value);

    public static void Verbose(this ICakeLog log, string format, params object[] args) => Verbose(log, Verbosity.Verbose, format, args);

    public static void Verbose(this ICakeLog log, Verbosity verbosity, string format, params object[] args) =>
        log?.Write(verbosity, LogLevel.Verbose, format, args);

    public static void Verbose(this ICakeLog log, LogAction logAction) => Verbose(log, Verbosity.Verbose, logAction);

    public static void Verbose(this ICakeLog log, Verbosity verbosity, LogAction logAction) =>
        Write(log, verbosity, LogLevel.Verbose, logAction);

    public static void Debug(this ICakeLog log, string value) => Debug(log, Literal, value);

    public static void Debug(this ICakeLog log, object value) => Debug(log, Literal, value);

    public static void Debug(this ICakeLog log, string format, params object[] args) => Debug(log, Verbosity.Diagnostic, format, args);

    public static void Debug(this ICakeLog log, Verbosity verbosity, string format, params object[] args) =>
        log?.Write(verbosity, LogLevel.Debug, format, args);

    public static void Debug(this ICakeLog log, LogAction logAction) => Debug(log, Verbosity.Diagnostic, logAction);

    public static void Debug(this ICakeLog log, Verbosity verbosity, LogAction logAction) =>
        Write(log, verbosity, LogLevel.Debug, logAction);

    // A text without arguments is no format string: its braces stay as they are.
    private const string Literal = "{0}";

    private static void Write(ICakeLog log, Verbosity verbosity, LogLevel level, LogAction logAction)
    {
        if (log is null || logAction is null || log.Verbosity < verbosity)
        {
            return;
        }

        logAction((format, args) => log.Write(verbosity, level, format, args));
    }
}
