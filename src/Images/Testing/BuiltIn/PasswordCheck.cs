using System.Text;
using Images.Engines;

namespace Images.Testing.BuiltIn;

/// <summary>No account can log in with a password, nor without one. The hashes themselves are never told.</summary>
internal static class PasswordCheck
{
    public const string ShadowPath = "/etc/shadow";
    public const string PasswdPath = "/etc/passwd";

    /// <summary>The most bytes of each file that are looked at.</summary>
    public const int FileLimit = 1 << 20;

    public static CheckResult Check(byte[]? shadow, byte[]? passwd)
    {
        if (shadow is { Length: >= FileLimit } || passwd is { Length: >= FileLimit })
        {
            return CheckResult.Failed($"{ShadowPath} or {PasswdPath} is over 1 MiB: too big to be one");
        }

        if (shadow is null && passwd is null)
        {
            return CheckResult.Skipped($"the image has neither {ShadowPath} nor {PasswdPath}");
        }

        string[] found = [.. Accounts(ShadowPath, shadow), .. Accounts(PasswdPath, passwd)];
        return found.Length == 0 ? CheckResult.Passed : CheckResult.Failed(string.Join("; ", found));
    }

    private static IEnumerable<string> Accounts(string path, byte[]? file)
    {
        foreach (var line in Encoding.UTF8.GetString(file ?? []).Split('\n'))
        {
            var fields = line.Split(':');
            if (fields.Length < 2 || fields[0].Length == 0)
            {
                continue;
            }

            // shadow(5): a field that starts with '!' is a locked password, and is still a hash when more follows; 'x' in
            // passwd(5) points to the shadow file.
            var password = fields[1].TrimStart('!');
            var name = ContainerText.HarmlessLine(fields[0]);
            if (password.Length == 0 && fields[1].Length == 0)
            {
                yield return $"{path}: account '{name}' needs no password: lock it with 'passwd -l {name}'";
            }
            else if (password is not ("" or "*" or "x"))
            {
                yield return $"{path}: account '{name}' has a password: remove it with 'usermod -p \"*\" {name}'";
            }
        }
    }
}
