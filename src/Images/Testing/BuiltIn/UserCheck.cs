using System.Text;
using Images.Engines;

namespace Images.Testing.BuiltIn;

/// <summary>The user that the image declares is one of its accounts. A number needs no account.</summary>
internal static class UserCheck
{
    public const string GroupPath = "/etc/group";

    public static CheckResult Check(string user, byte[]? passwd, byte[]? group)
    {
        var parts = user.Split(':', 2);
        var problem =
            Problem("user", parts[0], PasswordCheck.PasswdPath, passwd)
            ?? (parts.Length > 1 ? Problem("group", parts[1], GroupPath, group) : null);
        return problem is null ? CheckResult.Passed : CheckResult.Failed(problem);
    }

    /// <summary>Gets the home directories of an image's accounts.</summary>
    public static IReadOnlyList<string> Homes(byte[]? passwd) =>
        [
            "/root",
            .. Lines(passwd)
                .Where(static fields => fields.Length > 5 && fields[5].StartsWith("/home/", StringComparison.Ordinal))
                .Select(static fields => fields[5]),
        ];

    private static string? Problem(string what, string name, string path, byte[]? file) =>
        name.Length == 0 || name == "root" || name.All(char.IsAsciiDigit) || Lines(file).Any(fields => fields[0] == name)
            ? null
            : $"the image runs as the {what} '{ContainerText.HarmlessLine(name)}', which {path} does not know; add it, or give a number";

    private static IEnumerable<string[]> Lines(byte[]? file) =>
        Encoding.UTF8.GetString(file ?? []).Split('\n').Select(static line => line.Split(':'));
}
