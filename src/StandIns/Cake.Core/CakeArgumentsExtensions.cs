namespace Cake.Core;

/// <summary>Short forms of <see cref="ICakeArguments"/>.</summary>
public static class CakeArgumentsExtensions
{
    /// <summary>The last value given for a name, or null.</summary>
    public static string? GetArgument(this ICakeArguments arguments, string name)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return arguments.GetArguments(name).LastOrDefault();
    }
}
