using System.Diagnostics;
using System.Globalization;
using Images.Definitions;
using Images.Planning;
using Images.Planning.Matrices;
using Images.Rendering;

namespace Images.Benchmarks.Planning;

/// <summary>One pass over a family in a process of its own, as a run of the program makes it, without an engine.</summary>
internal static class PlanningPass
{
    /// <summary>The command's name.</summary>
    public const string Verb = "planning-pass";

    /// <summary>Makes the pass and prints, a line each, the name of a part and its milliseconds; in the end the peak memory in bytes.</summary>
    /// <param name="root">The family.</param>
    /// <param name="record">What the engine has; where the file is missing nothing, and it is written.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task RunAsync(string root, string record, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        var last = begun;
        var isRecorded = File.Exists(record);
        var kept = isRecorded ? RecordedFamily.Read(record) : RecordedFamily.None;
        Part("read what is kept");
        var family = FamilyLoader.Load(root, cancellationToken);
        Part("load");
        var rendered = Renderer.Render(family, cancellationToken);
        Part("render");
        var references = new ImageReferences(family);
        var graph = BuildGraph.Create(rendered, references);
        Part("graph");
        var settled = new SettledBases();
        var plan = await new Planner(references, [kept], settled, settled).PlanAsync(graph.Images, cancellationToken);
        Part("plan");
        var needed = plan.ToBuild.Select(entry => entry.Image.Id).ToHashSet(StringComparer.Ordinal);
        var matrix = MatrixCutter.Cut(graph, needed, new ImageCosts(new Dictionary<string, TimeSpan>()), new MatrixWishes("test"));
        Part("matrix");
        Print("total", Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        Print("cpu", Environment.CpuUsage.TotalTime.TotalMilliseconds);
        Print("variants", graph.Images.Count);
        Print("to build", matrix.Variants);
        var status = await File.ReadAllLinesAsync("/proc/self/status", cancellationToken);
        Print(
            "peak",
            double.Parse(
                status
                    .Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
                CultureInfo.InvariantCulture
            ) * 1024
        );
        if (!isRecorded)
        {
            RecordedFamily.Write(plan, record);
        }

        void Part(string name)
        {
            Print(name, Stopwatch.GetElapsedTime(last).TotalMilliseconds);
            last = Stopwatch.GetTimestamp();
        }
    }

    private static void Print(string name, double value) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{value:0.0}"));
}
