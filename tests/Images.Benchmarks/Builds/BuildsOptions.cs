using System.Globalization;

namespace Images.Benchmarks.Builds;

/// <summary>What <c>builds</c> was told.</summary>
/// <param name="Engine">The engine: <c>unix:///...</c> or <c>tcp://...</c>.</param>
/// <param name="Runs">How often each row is measured.</param>
/// <param name="Cold">Whether the rows that begin with an empty build cache are measured too: that empties the engine's.</param>
/// <param name="Program">A folder with the published program; null publishes it.</param>
/// <param name="Json">A file for all runs; null for none.</param>
/// <param name="Only">A part of the names of the rows to measure; null for all.</param>
internal sealed record BuildsOptions(string Engine, int Runs, bool Cold, string? Program, string? Json, string? Only)
{
    private const string Usage = """
        usage: builds --engine URL [--runs 5] [--cold] [--program FOLDER] [--json FILE] [--only WORDS]
          --cold  also measure builds from nothing; EMPTIES THE ENGINE'S BUILD CACHE before each run
        """;

    /// <summary>Reads the options.</summary>
    /// <param name="arguments">What follows the verb.</param>
    /// <returns>The options.</returns>
    /// <exception cref="InvalidOperationException">They are not what they should be.</exception>
    public static BuildsOptions Parse(IReadOnlyList<string> arguments)
    {
        var engine = Environment.GetEnvironmentVariable("DOCKER_HOST");
        var options = new BuildsOptions(engine ?? "unix:///var/run/docker.sock", 5, Cold: false, null, null, null);
        for (var index = 0; index < arguments.Count; index++)
        {
            options = arguments[index] switch
            {
                "--cold" => options with { Cold = true },
                "--engine" => options with { Engine = Value() },
                "--runs" => options with { Runs = int.Parse(Value(), CultureInfo.InvariantCulture) },
                "--program" => options with { Program = Path.GetFullPath(Value()) },
                "--json" => options with { Json = Value() },
                "--only" => options with { Only = Value() },
                var other => throw new InvalidOperationException($"unknown option {other}\n{Usage}"),
            };

            string Value() => ++index < arguments.Count ? arguments[index] : throw new InvalidOperationException(Usage);
        }

        return options;
    }
}
