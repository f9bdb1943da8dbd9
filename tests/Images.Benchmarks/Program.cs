using BenchmarkDotNet.Running;
using Images.Benchmarks.Builds;
using Images.Benchmarks.Gallery;
using Images.Benchmarks.Planning;

namespace Images.Benchmarks;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        try
        {
            switch (arguments)
            {
                case ["builds", .. var options]:
                    await BuildsCommand.RunAsync(BuildsOptions.Parse(options), CancellationToken.None);
                    return 0;
                case [SendCommand.Verb, var engine, var folder]:
                    await SendCommand.RunAsync(engine, folder, CancellationToken.None);
                    return 0;
                case [GalleryCommand.Verb, .. var options]:
                    await GalleryCommand.RunAsync(BuildsOptions.Parse(options), CancellationToken.None);
                    return 0;
                case [PlanningPass.Verb, var root, var record]:
                    await PlanningPass.RunAsync(root, record, CancellationToken.None);
                    return 0;
                case [PlanningCommand.Verb, .. var options]:
                    await PlanningCommand.RunAsync(options, CancellationToken.None);
                    return 0;
                default:
                    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments);
                    return 0;
            }
        }
        catch (InvalidOperationException problem)
        {
            await Console.Error.WriteLineAsync($"error: {problem.Message}");
            return 1;
        }
    }
}
