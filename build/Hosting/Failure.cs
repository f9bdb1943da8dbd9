using Images.Build.CommandLine;
using Images.BuildKit.Errors;
using Images.Definitions;
using Images.Definitions.Scaffolding;
using Images.Engines;
using Images.Jobs;
using Images.Planning;
using Images.Registry.Errors;
using Images.Releasing.Hosting;
using Images.Releasing.Pages;
using Images.Rendering.Importing;
using Images.Reporting.GitHub;

namespace Images.Build.Hosting;

/// <summary>What the user is told about an exception.</summary>
/// <param name="Code">The program's exit code.</param>
/// <param name="Lines">What to write on standard error.</param>
internal sealed record Failure(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>Finds the words and the exit code for an exception.</summary>
    /// <param name="exception">What ended the run.</param>
    /// <param name="withTrace">Whether a stack trace is wanted.</param>
    /// <param name="withAnnotations">Whether GitHub is to mark the lines.</param>
    /// <returns>The failure.</returns>
    public static Failure Of(Exception exception, bool withTrace, bool withAnnotations)
    {
        var failure = exception switch
        {
            AggregateException { InnerExceptions: [var only] } => Of(only, withTrace: false, withAnnotations),
            DefinitionException definitions => OfDefinitions(definitions, withAnnotations),
            UsageException or SelectorException or ScaffoldException or ImportException => new Failure(
                ExitCode.Usage,
                [$"error: {exception.Message}"]
            ),
            DriftException => new Failure(ExitCode.Drift, [$"error: {exception.Message}"]),
            PublishIncompleteException => new Failure(ExitCode.Incomplete, [$"error: {exception.Message}"]),
            ReleaseHostException { IsLogin: false } => new Failure(ExitCode.Incomplete, [$"error: {exception.Message}"]),
            ReleaseHostException => new Failure(ExitCode.Failed, [$"error: {exception.Message}"]),
            RefusedException => new Failure(ExitCode.Refused, [$"error: {exception.Message}"]),
            ChangesExistException => new Failure(ExitCode.Changes, [exception.Message]),
            JobFailedException failed => new Failure(failed.Code, [$"error: {exception.Message}"]),
            RunFailedException or JobException => new Failure(ExitCode.Failed, [$"error: {exception.Message}"]),
            OperationCanceledException => new Failure(ExitCode.Cancelled, ["cancelled"]),
            EngineException or BuildKitException or RegistryException or HubException or IOException or UnauthorizedAccessException =>
                new Failure(ExitCode.Failed, [$"error: {OneLine(exception)}"]),
            _ => new Failure(
                ExitCode.Failed,
                [$"error: {exception.GetType().Name}: {OneLine(exception)}; this is a bug, run with --verbosity=diagnostic"]
            ),
        };
        return withTrace ? failure with { Lines = [.. failure.Lines, exception.ToString()] } : failure;
    }

    private static Failure OfDefinitions(DefinitionException exception, bool withAnnotations)
    {
        var annotations = exception.Errors.Select(error => Annotation.Of(error).ToString());
        var lines = exception.Errors.Select(error => error.ToString());
        return new Failure(ExitCode.Usage, [.. lines, .. withAnnotations ? annotations : []]);
    }

    private static string OneLine(Exception exception) => ContainerText.HarmlessLine(exception.Message);
}
