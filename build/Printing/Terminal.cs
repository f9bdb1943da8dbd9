namespace Images.Build.Printing;

/// <summary>What the terminal can do, if there is one.</summary>
internal static class Terminal
{
    /// <summary>Gets the width of standard output in columns; null when it is no terminal.</summary>
    public static int? Width => !Console.IsOutputRedirected && Console.WindowWidth > 0 ? Console.WindowWidth : null;

    /// <summary>Gets whether standard error can be drawn on.</summary>
    public static bool CanDraw => !Console.IsErrorRedirected && !IsDumb && !IsSet("CI");

    private static bool IsDumb => Environment.GetEnvironmentVariable("TERM") is null or "dumb";

    /// <summary>Decides on colour: the option, then NO_COLOR, then FORCE_COLOR, then whether standard output is a terminal.</summary>
    /// <param name="option">What the option says, or null.</param>
    /// <returns>Whether to colour results.</returns>
    public static bool HasColor(bool? option) => HasColor(option, Console.IsOutputRedirected);

    /// <summary>Decides in the same way for standard error.</summary>
    /// <param name="option">What the option says, or null.</param>
    /// <returns>Whether to colour progress.</returns>
    public static bool HasColorInProgress(bool? option) => HasColor(option, Console.IsErrorRedirected);

    private static bool HasColor(bool? option, bool isRedirected) =>
        option ?? (!IsSet("NO_COLOR") && (IsSet("FORCE_COLOR") || (!isRedirected && !IsDumb)));

    private static bool IsSet(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 };
}
