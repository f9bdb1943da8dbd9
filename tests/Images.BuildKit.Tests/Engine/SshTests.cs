using System.Text;
using Images.BuildKit.Builds;
using Images.BuildKit.Errors;
using Images.BuildKit.Sessions;

namespace Images.BuildKit.Tests.Engine;

[Collection("Engine")]
[Trait("Category", "Engine")]
public sealed class SshTests(TestEngine engine)
{
    // Perl is in every Debian. Asks the agent for its keys and shows the answer in hexadecimal digits.
    private const string Ask =
        """perl -MSocket -e 'socket(S,PF_UNIX,SOCK_STREAM,0);connect(S,sockaddr_un($ENV{SSH_AUTH_SOCK}))||die"no agent\n";"""
        + """syswrite S,pack("NC",1,11);sysread S,$b,4096;print unpack("H*",$b),"\n"'""";

    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_step_talks_to_the_agent()
    {
        await using var client = engine.Client();
        var comment = Guid.NewGuid().ToString();
        await using var agent = new OneKeyAgent(comment);
        var events = new RecordedEvents();

        // Twice: a step may connect as often as it likes.
        await client.BuildAsync(await RequestAsync("--mount=type=ssh", $"{Ask}; {Ask}", new SshAgentSockets(agent.Path)), events, cancel);

        var answers = events.Log.Split(Convert.ToHexStringLower(Encoding.ASCII.GetBytes(comment))).Length - 1;
        Assert.Equal(2, answers);
    }

    [Fact]
    public async Task Agents_are_told_apart_by_id()
    {
        await using var client = engine.Client();
        await using var first = new OneKeyAgent("the first");
        await using var second = new OneKeyAgent("the second");
        var events = new RecordedEvents();
        var agents = new SshAgentSockets(new Dictionary<string, string> { ["default"] = first.Path, ["other"] = second.Path });

        await client.BuildAsync(await RequestAsync("--mount=type=ssh,id=other", Ask, agents), events, cancel);

        Assert.Contains(Convert.ToHexStringLower("the second"u8), events.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower("the first"u8), events.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_required_agent_that_was_not_given_fails_the_build()
    {
        await using var client = engine.Client();
        var request = await RequestAsync("--mount=type=ssh,required=true", "true", null);

        var error = await Assert.ThrowsAsync<BuildFailedException>(() => client.BuildAsync(request, null, cancel));

        Assert.Contains("ssh", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task An_agent_that_is_gone_is_named()
    {
        await using var client = engine.Client();
        var request = await RequestAsync("--mount=type=ssh", Ask, new SshAgentSockets("/nonexistent/agent.sock"));

        var error = await Assert.ThrowsAnyAsync<BuildKitException>(() => client.BuildAsync(request, null, cancel));

        Assert.StartsWith("ssh agent default: /nonexistent/agent.sock", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private async Task<BuildRequest> RequestAsync(string mount, string command, ISshAgents? agents) =>
        BuildingTests.Request($"FROM {await engine.BaseAsync()}\nRUN {mount} : {Guid.NewGuid()}; {command}\n") with
        {
            SshAgents = agents,
        };
}
