using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Images.Registry.Errors;

namespace Images.Registry.Logins;

/// <summary>
/// A program that keeps logins: <c>docker-credential-NAME get</c> with the server's key on standard input answers with a JSON
/// object, or fails with a line on standard output.
/// </summary>
internal sealed class CredentialHelper(string name, TimeSpan limit, TimeProvider time)
{
    private const int LongestAnswer = 256 * 1024;
    private const int LongestReason = 200;

    // What all helpers of docker's own say for a server of which they know nothing.
    private const string NotFound = "credentials not found";

    private readonly string program = $"docker-credential-{name}";

    /// <returns>The login; null where the helper has none for this server.</returns>
    /// <exception cref="RegistryLoginException">It is not installed, fails, takes too long, or answers with something else.</exception>
    public async Task<RegistryCredential?> GetAsync(string server, CancellationToken cancellationToken)
    {
        if (name.Contains('/', StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal))
        {
            throw new RegistryLoginException(program, "is a path; docker's config.json must name a program on PATH");
        }

        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        using var process = Start(server);
        try
        {
            var (output, exitCode) = await RunAsync(process, server, either.Token);
            return exitCode == 0 ? Parse(output)
                : output.Contains(NotFound, StringComparison.OrdinalIgnoreCase) ? null
                : throw new RegistryLoginException(program, $"failed for {server} with exit code {exitCode}: {Reason(output)}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RegistryLoginException(program, $"did not answer for {server} within {limit.TotalSeconds:0.#} s");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Process Start(string server)
    {
        try
        {
            return Process.Start(
                new ProcessStartInfo(program, ["get"])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
        }
        catch (Win32Exception e)
        {
            throw new RegistryLoginException(program, $"docker's config.json names it for {server}, but it is not installed", e);
        }
    }

    private async Task<(string Output, int ExitCode)> RunAsync(Process process, string server, CancellationToken cancellationToken)
    {
        var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellationToken);
        try
        {
            await process.StandardInput.WriteAsync(server.AsMemory(), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read: its answer says why.
        }

        var answer = new char[LongestAnswer + 1];
        var length = await process.StandardOutput.ReadBlockAsync(answer, cancellationToken);
        if (length > LongestAnswer)
        {
            throw NotAnAnswer();
        }

        await errors;
        await process.WaitForExitAsync(cancellationToken);
        return (new string(answer, 0, length), process.ExitCode);
    }

    private RegistryCredential? Parse(string answer)
    {
        try
        {
            var login = JsonNode.Parse(answer) as JsonObject ?? throw NotAnAnswer();
            var (user, secret) = ((string?)login["Username"], (string?)login["Secret"]);
            // The user of an identity token is this word.
            return secret is { Length: > 0 } ? new RegistryCredential(user is null or "<token>" ? "" : user, secret) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw NotAnAnswer();
        }
    }

    // Says nothing of what was answered, which may hold a secret.
    private RegistryLoginException NotAnAnswer() => new(program, "did not answer with a JSON object of Username and Secret");

    private static string Reason(string output)
    {
        var line =
            output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()
            ?? "it says nothing";
        var harmless = new string([.. line.Where(letter => !char.IsControl(letter))]);
        return harmless.Length > LongestReason ? harmless[..LongestReason] : harmless;
    }
}
