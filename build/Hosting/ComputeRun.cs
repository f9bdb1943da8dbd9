using Images.Build.CommandLine;
using Images.Build.Printing;
using Images.Definitions;
using Images.Jobs.Running;
using Images.Jobs.Staging;

namespace Images.Build.Hosting;

/// <summary>Runs what <c>compute</c> was given.</summary>
/// <param name="context">Knows what is asked for.</param>
internal sealed class ComputeRun(BuildContext context)
{
    private readonly ComputeWishes wishes = context.Settings.Compute!;
    private readonly JobImageNames names = new(context.Settings.Root, context.Cancellation);

    /// <summary>Lists which results are there, and which would be computed.</summary>
    /// <returns>One line each.</returns>
    /// <exception cref="DefinitionException">What the computation says of its container is wrong.</exception>
    public async Task<IEnumerable<string>> PreviewAsync()
    {
        using var console = new ComputeConsole(context.Output, passesOn: false);
        return wishes.PrintsDockerfile
            ? ["a Dockerfile is printed"]
            : ComputationResults.Lines(await Begin(console).RunAsync(Request(isDryRun: true), context.Cancellation));
    }

    /// <summary>Runs it.</summary>
    /// <returns>When the results are there.</returns>
    /// <exception cref="DefinitionException">What the computation says of its container is wrong.</exception>
    /// <exception cref="JobFailedException">The computation failed.</exception>
    public async Task RunAsync()
    {
        // Standard output has the results, so what a computation writes goes to standard error.
        using var console = new ComputeConsole(context.Output, passesOn: !context.InGitHubActions);
        if (wishes.PrintsDockerfile)
        {
            await context.Output.Results.WriteAsync(await Begin(console).DockerfileAsync(Request(isDryRun: true), context.Cancellation));
            return;
        }

        try
        {
            var report = await Begin(console).RunAsync(Request(isDryRun: false), context.Cancellation);
            ComputationResults.Write(context.Output, report, context.Settings.Json);
        }
        catch (ComputationFailedException error)
        {
            throw new JobFailedException(error.ExitCode, error.Message);
        }
    }

    private ComputationRun Begin(ComputeConsole console) => new(EngineAsync, word => names.Of([word]), context.Time, console);

    private ComputationRequest Request(bool isDryRun) => new(wishes.Folder, wishes.Shown, wishes.Storage, wishes.Inputs, isDryRun);

    private async Task<JobEngine> EngineAsync() => (await context.EnginesAsync()).All[0].Jobs;
}
