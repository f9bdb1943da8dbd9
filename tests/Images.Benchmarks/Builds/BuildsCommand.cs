using Images.Benchmarks.Families;
using Images.Benchmarks.Measuring;

namespace Images.Benchmarks.Builds;

/// <summary>Measures builds against the tools that people use for them today, in the same run.</summary>
internal static class BuildsCommand
{
    /// <summary>Measures, prints the table, and cleans up.</summary>
    /// <param name="options">What the user wants.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When all is done.</returns>
    public static async Task RunAsync(BuildsOptions options, CancellationToken cancellationToken)
    {
        var version = DockerProgram.Version();
        await Console.Error.WriteLineAsync(version ?? "there is no docker with buildx on PATH: the rows have no peer");
        var folder = Directory.CreateTempSubdirectory("images-bench-").FullName;
        await using var engine = new BenchmarkEngine(options.Engine);
        try
        {
            var rows = new List<Comparison>();
            foreach (var (name, measureAsync) in Rows(engine, options, folder, version is not null))
            {
                if (options.Only is null || name.Contains(options.Only, StringComparison.Ordinal))
                {
                    rows.Add(await measureAsync(cancellationToken));
                }
            }

            await Console.Out.WriteAsync(ComparisonReport.Markdown(rows));
            if (options.Json is not null)
            {
                await File.WriteAllTextAsync(options.Json, ComparisonReport.Json(rows), cancellationToken);
            }
        }
        finally
        {
            await engine.RemoveImagesAsync(CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<(string Name, Func<CancellationToken, Task<Comparison>> MeasureAsync)> Rows(
        BenchmarkEngine engine,
        BuildsOptions options,
        string folder,
        bool hasPeer
    )
    {
        var program = options.Program ?? Path.Combine(folder, "program");
        if (options.Program is null)
        {
            PublishedProgram.Publish(program);
        }

        var nodes = new NodeFamily(Path.Combine(folder, "family"));
        var family = new FamilyBuilds(engine, options, nodes, program, hasPeer);
        if (options.Cold)
        {
            yield return ("family-cold", family.ColdAsync);
        }

        yield return ("family-unchanged", family.UnchangedAsync);
        yield return ("family-leaf", family.LeafAsync);
        yield return ("family-named-leaf", family.NamedLeafAsync);
        var tests = new TestRuns(options, new TestedFamily(Path.Combine(folder, "tested"), 10, 20), 20, program, hasPeer);
        yield return ("tests", tests.RunAsync);
        var jobs = new JobRuns(options, Path.Combine(folder, "jobs"), program, hasPeer);
        yield return ("one-job", jobs.OneAsync);
        yield return ("many-jobs", jobs.ManyAsync);
        var publishing = new FamilyPublishing(engine, options, nodes, program, hasPeer);
        yield return ("publish-first", publishing.FirstAsync);
        yield return ("publish-unchanged", publishing.AgainAsync);
        var library = new LibraryBuilds(engine, options);
        yield return ("sleeping", cancellation => library.SleepingTargetsAsync(Path.Combine(folder, "sleeping"), hasPeer, cancellation));
        yield return ("cached", library.CachedTargetAsync);
        var context = new ContextBuilds(engine, options, folder, hasPeer);
        yield return ("context-first", context.FirstAsync);
        yield return ("context-unchanged", context.AgainAsync);
        yield return ("context-unchanged-in-process", context.AgainInProcessAsync);
    }
}
