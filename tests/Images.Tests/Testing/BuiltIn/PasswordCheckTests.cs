using System.Text;
using Images.Testing;
using Images.Testing.BuiltIn;

namespace Images.Tests.Testing.BuiltIn;

public sealed class PasswordCheckTests
{
    [Theory]
    [InlineData("root:*:19000:0:99999:7:::\ndaemon:!:1\nuser:!!:1\nlocked:!*:1\n")]
    [InlineData("")]
    public void Locked_accounts_pass(string shadow) => Assert.Equal(TestOutcome.Passed, Check(shadow, "root:x:0:0::/:/bin/sh\n").Outcome);

    [Theory]
    [InlineData("root:$6$salt$hash:1\n", "/etc/shadow: account 'root' has a password: remove it with 'usermod -p \"*\" root'")]
    [InlineData("a:!$y$locked:1\n", "/etc/shadow: account 'a' has a password: remove it with 'usermod -p \"*\" a'")]
    [InlineData("root::0\n", "/etc/shadow: account 'root' needs no password: lock it with 'passwd -l root'")]
    public void A_password_fails_without_being_told(string shadow, string reason)
    {
        var result = Check(shadow, null);
        Assert.Equal((TestOutcome.Failed, reason), (result.Outcome, result.Reason));
        Assert.DoesNotContain("$6$", result.Reason + result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hash_in_passwd_fails_too() =>
        Assert.Equal(
            "/etc/passwd: account 'old' has a password: remove it with 'usermod -p \"*\" old'",
            Check("root:*:1\n", "root:x:0:0\nold:aahash:1:1\n").Reason
        );

    [Fact]
    public void Without_accounts_there_is_nothing_to_check() => Assert.Equal(TestOutcome.Skipped, Check(null, null).Outcome);

    private static CheckResult Check(string? shadow, string? passwd) => PasswordCheck.Check(Bytes(shadow), Bytes(passwd));

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}
