namespace Images.EndToEnd.Tests.Jobs;

/// <summary>Jobs that start containers beside their own, through the engine's socket, when the person who runs them says so.</summary>
[Trait("Category", "Engine")]
public sealed class PeerTests(SharedEngine engine) : IAsyncLifetime
{
    // A slim image has no client of the engine, but Perl speaks to sockets.
    private const string Job = """
        image: debian:bookworm-slim
        interpreter: perl
        code: |
          use IO::Socket::UNIX;
          sub call {
              my ($path, $body) = @_;
              my $engine = IO::Socket::UNIX->new(Peer => '/var/run/docker.sock') or die "no engine: $!\n";
              print $engine "POST $path HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: ", length $body, "\r\n\r\n", $body;
              my $answer = join '', <$engine>;
              $answer =~ /\AHTTP\S+ 2/ or die "$path: $answer\n";
              return $answer;
          }
          my $shared = $ENV{SHARED};
          open(my $file, '>', "$shared/question") or die $!;
          print $file 'from the job';
          close $file;
          my $made = call('/containers/create', qq({
              "Image": "debian:bookworm-slim", "Labels": { "org.images.test": "$ENV{TEST}" },
              "Cmd": ["sh", "-c", "tr a-z A-Z < $shared/question > $shared/answer; sleep 60"],
              "HostConfig": { "NetworkMode": "none", "Init": true, "Binds": ["$shared:$shared"] } }));
          my ($id) = $made =~ /"Id":"(\w+)"/;
          call("/containers/$id/start", '');
          print "$id\n";
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("images-e2e-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await engine.RequireBaseAsync();

    [Fact]
    public async Task A_job_that_may_starts_a_container_beside_its_own_and_they_share_a_folder()
    {
        var shared = Directory.CreateDirectory(Path.Combine(folder, "shared")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "peer.yaml"), Job, Token);
        string[] words = ["run", "peer.yaml", $"--mount={shared}:rw", $"--env=SHARED={shared}", $"--env=TEST={FamilyFolder.Run}"];

        await using var refused = await ProgramRun.ToEndAsync(folder, words);
        await using var allowed = await ProgramRun.ToEndAsync(folder, [.. words, "--allow-engine-socket"]);
        try
        {
            Assert.Equal(
                (2, "error: peer: failed with exit code 2; it ends with 'no engine: No such file or directory'"),
                (refused.ExitCode, refused.Complaints.Last())
            );
            Assert.True(allowed.ExitCode == 0, allowed.ToString());
            var all = await engine.Connection.Http.GetAsync("containers/json", Token);
            var peer = all!.AsArray().Single(container => container!["Id"]!.GetValue<string>() == allowed.Output.Trim())!;
            Assert.Equal("none", peer["HostConfig"]!["NetworkMode"]!.GetValue<string>());
            Assert.Equal("FROM THE JOB", await AnswerAsync(Path.Combine(shared, "answer")));
        }
        finally
        {
            await RemoveAsync(allowed.Output.Trim());
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<string> AnswerAsync(string path)
    {
        while (!File.Exists(path) || new FileInfo(path).Length == 0)
        {
            await Task.Delay(20, Token);
        }

        return await File.ReadAllTextAsync(path, Token);
    }

    private async Task RemoveAsync(string id)
    {
        if (id.Length > 0)
        {
            await engine.Connection.Http.SendAsync(HttpMethod.Delete, $"containers/{id}?force=1", null, CancellationToken.None);
        }
    }
}
