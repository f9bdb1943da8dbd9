using System.Text;
using Images.BuildKit.Tests.Engine;

namespace Images.EndToEnd.Tests.Secrets;

[Trait("Category", "Engine")]
public sealed class SshAgentTests(SharedEngine engine)
{
    // Perl is in every Debian. Asks the agent for its keys and shows the answer in hexadecimal digits.
    private const string Ask =
        """perl -MSocket -e 'socket(S,PF_UNIX,SOCK_STREAM,0);connect(S,sockaddr_un($ENV{SSH_AUTH_SOCK}))||die"no agent\n";"""
        + """syswrite S,pack("NC",1,11);sysread S,$b,4096;print unpack("H*",$b),"\n"'""";

    [Fact]
    public async Task A_step_asks_the_agents_that_the_definition_names()
    {
        await engine.RequireBaseAsync();
        await using var usual = new OneKeyAgent("the usual key");
        await using var work = new OneKeyAgent("the key at work");
        using var family = new FamilyFolder();
        family.Image(
            "asker",
            SharedEngine.BaseName,
            $"RUN {{{{ ssh.default.mount }}}} : {Guid.NewGuid()}; {Ask}\nRUN {{{{ ssh.work.mount }}}} : {Guid.NewGuid()}; {Ask}",
            $"ssh:\n  - {{ id: default }}\n  - {{ id: work, socket: {work.Path} }}\n"
        );
        var environment = new Dictionary<string, string> { ["SSH_AUTH_SOCK"] = usual.Path };

        await using var run = await ProgramRun.WithAsync(family.Root, environment, "build", "--progress=plain");

        Assert.True(run.ExitCode == 0, run.ToString());
        foreach (var comment in new[] { "the usual key", "the key at work" })
        {
            var answer = Convert.ToHexStringLower(Encoding.ASCII.GetBytes(comment));
            Assert.Single(run.Errors.Split('\n'), line => line.Contains(answer, StringComparison.Ordinal));
        }
    }
}
