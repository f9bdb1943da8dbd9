using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Images.Engines;

/// <summary>A program that runs in a container beside its first one.</summary>
/// <param name="http">The engine.</param>
/// <param name="time">The clock for timeouts.</param>
/// <param name="id">The container, which runs.</param>
internal sealed class ContainerProgram(EngineHttp http, TimeProvider time, string id)
{
    private const int KilledExitCode = 137;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs it to its end. One that is given up goes on by itself.</summary>
    /// <param name="spec">Entry point and command, variables, user, directory, timeout and output limit; the rest is not looked at.</param>
    /// <param name="listener">Told of each piece of output as it arrives; null: nobody.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="EngineException">The engine failed.</exception>
    public async Task<ContainerResult> RunAsync(
        ContainerSpec spec,
        IProgress<ContainerChunk>? listener,
        CancellationToken cancellationToken
    )
    {
        var started = time.GetTimestamp();
        var output = new ContainerOutput(spec.OutputLimit, listener);
        using var limit = new CancellationTokenSource(spec.Timeout ?? Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var made = await http.SendAsync(HttpMethod.Post, $"containers/{id}/exec", Body(spec), either.Token);
            var exec = made!["Id"]!.GetValue<string>();
            using var content = new StringContent("""{"Detach":false,"Tty":false}""", Encoding.UTF8, "application/json");
            using var answer = await http.OpenAsync(HttpMethod.Post, $"exec/{exec}/start", content, either.Token);
            await using var frames = await answer.Content.ReadAsStreamAsync(either.Token);
            await output.ReadAsync(frames, either.Token);
            return Result(await ExitCodeAsync(exec, either.Token), timedOut: false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Result(KilledExitCode, timedOut: true);
        }
        catch (EngineRefusedException error)
        {
            throw new EngineException(
                string.Create(CultureInfo.InvariantCulture, $"container {id[..12]}: cannot run a program: {error.Reason}"),
                error
            );
        }
        catch (IOException error)
        {
            throw new EngineException($"container {id[..12]}: the connection to the engine broke: {error.Message}; run it again", error);
        }

        ContainerResult Result(int exitCode, bool timedOut) =>
            new(exitCode, output.Output, output.Error, output.Dropped, timedOut, OutOfMemory: false, time.GetElapsedTime(started));
    }

    // The output may end a little before the engine has taken note of the program's end.
    private async Task<int> ExitCodeAsync(string exec, CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = await http.GetAsync($"exec/{exec}/json", cancellationToken);
            if (state?["Running"]?.GetValue<bool>() != true)
            {
                return state?["ExitCode"]?.GetValue<int>() ?? 0;
            }

            await Task.Delay(Look, time, cancellationToken);
        }
    }

    private static JsonObject Body(ContainerSpec spec)
    {
        var body = new JsonObject
        {
            ["AttachStdout"] = true,
            ["AttachStderr"] = true,
            ["Cmd"] = new JsonArray([
                .. (spec.Entrypoint ?? []).Concat(spec.Command ?? []).Select(word => (JsonNode?)JsonValue.Create(word)),
            ]),
            ["Env"] = new JsonArray([
                .. spec.Environment.Select(variable => (JsonNode?)JsonValue.Create($"{variable.Key}={variable.Value}")),
            ]),
        };
        if (spec.User is { } user)
        {
            body["User"] = user;
        }

        if (spec.WorkingDirectory is { } directory)
        {
            body["WorkingDir"] = directory;
        }

        return body;
    }
}
