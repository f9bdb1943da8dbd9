using System.Globalization;
using Images.Definitions.Syntax;

namespace Images.Definitions;

/// <summary>Reads the tests of a file.</summary>
/// <param name="root">The absolute path of the family.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class TestReader(string root, DefinitionErrors errors)
{
    private const string DefaultNetwork = "none";

    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    private readonly TestMountReader mounts = new(root, errors);

    /// <summary>Appends a file's tests to the inherited ones, and marks those that it skips.</summary>
    /// <param name="inherited">The inherited tests.</param>
    /// <param name="values">The file's values.</param>
    /// <returns>The tests that hold from there on.</returns>
    public IReadOnlyList<TestDefinition> Append(IReadOnlyList<TestDefinition> inherited, DefinitionValues values)
    {
        var tests = new OrderedDictionary<string, TestDefinition>(
            inherited.Select(static test => KeyValuePair.Create(test.Name, test)),
            StringComparer.Ordinal
        );
        var own = values.List("test").ToList();
        foreach (var skip in own.Where(static test => test.Text("skip") is not null))
        {
            Skip(skip, tests);
        }

        foreach (var test in own.Where(static test => test.Text("skip") is null).Select(Read).OfType<TestDefinition>())
        {
            if (!tests.TryAdd(test.Name, test))
            {
                var first = tests[test.Name].Location;
                errors.Add(
                    test.Location,
                    $"the test '{TextProblems.Quote(test.Name)}' is there already ({first}); give this one another name"
                );
            }
        }

        CheckOutputs(tests.Values);
        return own.Count == 0 ? inherited : [.. tests.Values];
    }

    // What tests leave is kept in one folder an image.
    private void CheckOutputs(IEnumerable<TestDefinition> tests)
    {
        var names = new Dictionary<string, TestDefinition>(StringComparer.OrdinalIgnoreCase);
        foreach (var test in tests.Where(static test => test.Output is not null))
        {
            var name = test.Output!.Value[(test.Output.Value.LastIndexOf('/') + 1)..];
            if (!names.TryAdd(name, test))
            {
                errors.Add(
                    test.Output.Location,
                    $"the test '{TextProblems.Quote(names[name].Name)}' leaves a file {TextProblems.Quote(name)} already ({names[name].Output!.Location}); give this one another name"
                );
            }
        }
    }

    private void Skip(DefinitionValues skip, OrderedDictionary<string, TestDefinition> tests)
    {
        var name = skip.Text("skip")!;
        var why = skip.Text("why")?.Value ?? "";
        if (tests.TryGetValue(name.Value, out var test))
        {
            tests[name.Value] = test with { SkipReason = why };
        }
        else if (BuiltInTests.Names.Contains(name.Value, StringComparer.Ordinal))
        {
            tests.Add(name.Value, BuiltIn(name, why));
        }
        else
        {
            var near = NearNames.Hint(name.Value, tests.Keys.Concat(BuiltInTests.Names));
            errors.Add(name.Location, $"there is no inherited test '{TextProblems.Quote(name.Value)}' to skip{near}");
        }
    }

    // What runs nothing.
    private static TestDefinition? ReadLook(DefinitionValues values)
    {
        var (metadata, files) = (TestLookReader.Metadata(values), TestLookReader.Files(values));
        if (metadata is null && files.Count == 0)
        {
            return null;
        }

        var name = metadata is null ? $"files {string.Join(", ", files.Select(static file => file.Path))}" : "metadata";
        return BuiltIn(values.Text("name") ?? new(name, values.Location), string.Empty) with
        {
            Location = values.Location,
            Metadata = metadata,
            Files = files,
            Platforms = Platforms(values),
            SkipReason = null,
        };
    }

    private static IReadOnlyList<string> Platforms(DefinitionValues values) =>
        [.. (values.Texts("platforms") ?? []).Select(static platform => platform.Value)];

    private static TestDefinition BuiltIn(Located<string> name, string why) =>
        new()
        {
            Name = name.Value,
            Location = name.Location,
            Run = new([], IsShell: false, name.Location),
            Expect = null,
            Stderr = null,
            Exit = 0,
            Timeout = DefaultTimeout,
            Env = new OrderedDictionary<string, string>(StringComparer.Ordinal),
            User = null,
            Workdir = null,
            Network = DefaultNetwork,
            SkipReason = why,
        };

    private TestDefinition? Read(DefinitionValues values)
    {
        if ((values.Command("run") ?? values.Command("start")) is not { } run)
        {
            return ReadLook(values);
        }

        var output = values.Text("output");
        var fixtures = mounts.Read(values);
        if (
            output is not null
            && fixtures.FirstOrDefault(mount => output.Value.StartsWith(mount.Target + '/', StringComparison.Ordinal)) is { } above
        )
        {
            errors.Add(output.Location, $"the mount {TextProblems.Quote(above.Target)} is read-only; leave the file in another directory");
        }

        return new()
        {
            Name = values.Text("name")?.Value ?? (run.Arguments.Count == 0 ? "the image's own command stays up" : NameOf(run)),
            Location = values.Location,
            Run = run,
            Expect = ReadExpectation(values.Text("expect")),
            Stderr = ReadExpectation(values.Text("stderr")),
            Exit = values.Text("exit") is { } exit ? int.Parse(exit.Value, NumberStyles.None, CultureInfo.InvariantCulture) : 0,
            Timeout = values.Text("timeout") is { } timeout && Durations.TryParse(timeout.Value, out var limit) ? limit : DefaultTimeout,
            Env = new OrderedDictionary<string, string>(
                values.Merged("env", []).Select(static pair => KeyValuePair.Create(pair.Key, pair.Value.Value)),
                StringComparer.Ordinal
            ),
            User = values.Text("user")?.Value,
            Workdir = values.Text("workdir")?.Value,
            Network = values.Text("network")?.Value ?? DefaultNetwork,
            Mounts = fixtures,
            Output = output,
            Gpu = values.Text("gpu")?.Value == "true",
            Needs = TestNeedsReader.Read(values),
            Service = TestServiceReader.Read(values, Read),
            Platforms = Platforms(values),
            SkipReason = null,
        };
    }

    /// <summary>Names a test after its command: the first line of a script.</summary>
    private static string NameOf(CommandLine run)
    {
        var lines = string.Join(' ', run.Arguments).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? "run" : lines[0];
    }

    /// <summary>Reads what a text must hold.</summary>
    internal static Expectation? ReadExpectation(Located<string>? text) =>
        text switch
        {
            null => null,
            _ when TextRules.IsRegex(text.Value) => new(text.Value[1..^1], IsRegex: true, text.Location),
            _ => new(text.Value, IsRegex: false, text.Location),
        };
}
