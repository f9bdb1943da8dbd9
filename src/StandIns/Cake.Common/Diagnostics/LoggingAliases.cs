using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Common.Diagnostics;

/// <summary>The log's methods on a context.</summary>
public static class LoggingAliases
{
    public static void Error(this ICakeContext context, string format, params object[] args) => Log(context).Error(format, args);

    public static void Error(this ICakeContext context, LogAction logAction) => Log(context).Error(logAction);

    public static void Error(this ICakeContext context, object value) => Log(context).Error(value);

    public static void Error(this ICakeContext context, string value) => Log(context).Error(value);

    public static void Warning(this ICakeContext context, string format, params object[] args) => Log(context).Warning(format, args);

    public static void Warning(this ICakeContext context, LogAction logAction) => Log(context).Warning(logAction);

    public static void Warning(this ICakeContext context, object value) => Log(context).Warning(value);

    public static void Warning(this ICakeContext context, string value) => Log(context).Warning(value);

    public static void Information(this ICakeContext context, string format, params object[] args) =>
        Log(context).Information(format, args);

    public static void Information(this ICakeContext context, LogAction logAction) => Log(context).Information(logAction);

    public static void Information(this ICakeContext context, object value) => Log(context).Information(value);

    public static void Information(this ICakeContext context, string value) => Log(context).Information(value);

    public static void Verbose(this ICakeContext context, string format, params object[] args) => Log(context).Verbose(format, args);

    public static void Verbose(this ICakeContext context, LogAction logAction) => Log(context).Verbose(logAction);

    public static void Verbose(this ICakeContext context, object value) => Log(context).Verbose(value);

    public static void Verbose(this ICakeContext context, string value) => Log(context).Verbose(value);

    public static void Debug(this ICakeContext context, string format, params object[] args) => Log(context).Debug(format, args);

    public static void Debug(this ICakeContext context, LogAction logAction) => Log(context).Debug(logAction);

    public static void Debug(this ICakeContext context, object value) => Log(context).Debug(value);

    public static void Debug(this ICakeContext context, string value) => Log(context).Debug(value);

    private static ICakeLog Log(ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Log;
    }
}
