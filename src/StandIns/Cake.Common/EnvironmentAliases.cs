using Cake.Core;

namespace Cake.Common;

/// <summary>Reads environment variables.</summary>
public static class EnvironmentAliases
{
    public static string? EnvironmentVariable(this ICakeContext context, string variable)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Environment.GetEnvironmentVariable(variable);
    }

    public static T EnvironmentVariable<T>(this ICakeContext context, string variable, T defaultValue) =>
        EnvironmentVariable(context, variable) is { } text ? ValueConversion.Convert<T>(text) : defaultValue;

    public static bool HasEnvironmentVariable(this ICakeContext context, string variable) =>
        EnvironmentVariable(context, variable) is not null;
}
