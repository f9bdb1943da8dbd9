using System.Globalization;

namespace Images.Testing;

/// <summary>Says what an exit code tells by convention.</summary>
public static class ExitCodeMeaning
{
    /// <summary>Explains a code.</summary>
    /// <param name="code">The exit code of a container.</param>
    /// <returns>A few words, or null when the code has no meaning of its own.</returns>
    public static string? Of(int code) =>
        code switch
        {
            126 => "found but not executable",
            127 => "command not found",
            129 => "killed by SIGHUP",
            130 => "killed by SIGINT",
            132 => "killed by SIGILL: an instruction that this processor lacks",
            134 => "killed by SIGABRT: the program gave up",
            135 => "killed by SIGBUS: /dev/shm or a mapped file may be too small",
            136 => "killed by SIGFPE",
            137 => "killed by SIGKILL",
            139 => "killed by SIGSEGV: the program crashed",
            141 => "killed by SIGPIPE",
            143 => "killed by SIGTERM",
            159 => "killed by SIGSYS: a system call that the engine forbids",
            > 128 and <= 128 + 64 => string.Create(CultureInfo.InvariantCulture, $"killed by signal {code - 128}"),
            _ => null,
        };

    /// <summary>Writes a code with its meaning, such as <c>127 (command not found)</c>.</summary>
    /// <param name="code">The exit code.</param>
    /// <returns>The number, and the meaning in parentheses when there is one.</returns>
    public static string Tell(int code) =>
        Of(code) is { } meaning
            ? string.Create(CultureInfo.InvariantCulture, $"{code} ({meaning})")
            : code.ToString(CultureInfo.InvariantCulture);
}
