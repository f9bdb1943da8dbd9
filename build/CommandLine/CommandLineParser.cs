using Images.Definitions;

namespace Images.Build.CommandLine;

/// <summary>Reads <c>[verb] [selectors] [options]</c>, and Cake's own forms.</summary>
internal static class CommandLineParser
{
    /// <summary>Reads a command line.</summary>
    /// <param name="arguments">The program's arguments.</param>
    /// <returns>What was asked for.</returns>
    /// <exception cref="UsageException">Something on the command line is wrong.</exception>
    public static ParsedCommandLine Parse(IReadOnlyList<string> arguments)
    {
        var values = new Dictionary<Option, string>();
        var lists = new Dictionary<Option, IReadOnlyList<string>>();
        var targets = new List<string>();
        var words = new List<string>();
        var behind = 0;
        var reader = new ArgumentReader(arguments);
        while (reader.Next() is { } argument)
        {
            if (argument.Option is not { } option)
            {
                words.Add(argument.Text);
                behind += reader.IsBehind ? 1 : 0;
            }
            else if (option == Options.Target)
            {
                targets.Add(argument.Text);
            }
            else if (option.Repeatable)
            {
                lists[option] = [.. lists.GetValueOrDefault(option, []), argument.Text];
                values[option] = argument.Text;
            }
            else if (!values.TryAdd(option, argument.Text) && values[option] != argument.Text)
            {
                throw new UsageException($"--{option.Name} is given twice, as {values[option]} and as {argument.Text}");
            }
        }

        // What people type first. No image can stand in its way: one is selected behind a verb.
        if (words is ["help", ..])
        {
            words.RemoveAt(0);
            values[Options.Help] = "true";
        }

        var verb = TakeVerb(words, targets);
        if (verb.Name == Verbs.LooseTests.Name && (lists.ContainsKey(TestingOptions.Cst) || values.ContainsKey(TestingOptions.Image)))
        {
            (verb, targets) = (Verbs.LooseTests, []);
        }

        var parsed = new ParsedCommandLine(verb, targets.Count > 0 ? [.. targets.Select(Target)] : [verb.Target], words, values, lists)
        {
            Behind = reader.IsBehind ? behind : null,
        };
        if (!parsed.Has(Options.Help) && !parsed.Has(Options.Version))
        {
            CheckWords(parsed);
            CheckOptions(parsed);
        }

        return parsed;
    }

    private static Verb TakeVerb(List<string> words, List<string> targets)
    {
        if (words.Count > 0 && words[0].Length > 0 && Verbs.Find(words[0]) is { } verb)
        {
            words.RemoveAt(0);
            return targets.All(target => target.Equals(verb.Target, StringComparison.OrdinalIgnoreCase))
                ? verb
                : throw new UsageException($"both '{verb.Name}' and --target={targets[0]} say what to do; leave one out");
        }

        if (targets.Count > 0)
        {
            return Verbs.OfTarget(Target(targets[0]))!;
        }

        var names = Verbs.Listed.Select(listed => listed.Name).ToList();
        return words.Count > 0 && NearNames.Of(words[0], names).Count > 0
            ? throw new UsageException(
                $"unknown verb '{words[0]}'{NearNames.Hint(words[0], names)}; for an image of that name write: test {words[0]}"
            )
            : Verbs.Find(Verbs.MainJob)!;
    }

    private static string Target(string name) =>
        Verbs.OfTarget(name)?.Target
        ?? throw new UsageException(
            $"unknown target '{name}'{NearNames.Hint(name, Verbs.All.Select(verb => verb.Target))}; --description lists them"
        );

    private static void CheckWords(ParsedCommandLine parsed)
    {
        var (verb, words) = (parsed.Verb, parsed.Words);
        if (verb == Verbs.LooseTests && !(parsed.Lists.ContainsKey(TestingOptions.Cst) && parsed.Values.ContainsKey(TestingOptions.Image)))
        {
            throw new UsageException("--cst and --image belong together: test --cst=FILE --image=REF");
        }

        if (verb.Arguments == VerbArguments.None && words.Count > 0)
        {
            throw new UsageException($"'{verb.Name}' takes no selectors, remove '{words[0]}'");
        }

        if (verb.Arguments == VerbArguments.Jobs)
        {
            CheckJobs(words.Count - (parsed.Behind ?? 0), parsed.Behind);
        }

        if (verb.Arguments == VerbArguments.Computation && words.Count == 0 == !parsed.Has(ComputingOptions.Dockerfile))
        {
            throw new UsageException(
                words.Count == 0
                    ? "'compute' needs a folder that stores files, and the files to compute with: compute STORAGE INPUT..."
                    : $"--dockerfile computes nothing, remove '{words[0]}'"
            );
        }

        if (verb.Arguments == VerbArguments.Reference && words.Count != 1)
        {
            throw new UsageException(
                words.Count == 0
                    ? $"'{verb.Name}' needs an image: {verb.Name} NAME:TAG"
                    : $"'{verb.Name}' takes one image, remove '{words[1]}'"
            );
        }

        if (verb.Arguments == VerbArguments.Path && words.Count != 1)
        {
            throw new UsageException(
                words.Count == 0
                    ? $"'{verb.Name}' needs a file or folder: {verb.Name} PATH"
                    : $"'{verb.Name}' takes one file or folder, remove '{words[1]}'"
            );
        }

        if (verb.Arguments == VerbArguments.OptionalPath && words.Count > 1)
        {
            throw new UsageException($"'{verb.Name}' takes one file, remove '{words[1]}'");
        }

        if (verb.Arguments == VerbArguments.TwoReferences && words.Count != 2)
        {
            throw new UsageException(
                words.Count < 2
                    ? $"'{verb.Name}' needs two words: {verb.Name} {verb.Placeholders}"
                    : $"'{verb.Name}' takes two words, remove '{words[2]}'"
            );
        }

        if (verb.Arguments is not (VerbArguments.Choice or VerbArguments.ChoiceAndName))
        {
            return;
        }

        var named = verb.Arguments == VerbArguments.ChoiceAndName;
        if (named && words.Count > 0 && verb.Choices.Contains(words[0], StringComparer.Ordinal) && words.Count != 2)
        {
            throw new UsageException(
                words.Count < 2
                    ? $"'{verb.Name} {words[0]}' needs a name: {verb.Name} {words[0]} NAME"
                    : $"'{verb.Name} {words[0]}' takes one name, remove '{words[2]}'"
            );
        }

        if (words.Count != (named ? 2 : 1) || !verb.Choices.Contains(words[0], StringComparer.Ordinal))
        {
            var hint = words.Count > 0 ? NearNames.Hint(words[0], verb.Choices) : string.Empty;
            throw new UsageException($"'{verb.Name}' needs one of {string.Join(", ", verb.Choices)}{hint}");
        }
    }

    private static void CheckJobs(int named, int? behind)
    {
        if (named == 0)
        {
            throw new UsageException("'run' needs something to run: run JOBFILE..., or run IMAGE -- COMMAND");
        }

        if (behind is not null && (named > 1 || behind == 0))
        {
            throw new UsageException("a command runs in one image: run IMAGE -- COMMAND");
        }
    }

    private static void CheckOptions(ParsedCommandLine parsed)
    {
        var verbs = parsed.Targets.Select(target => Verbs.OfTarget(target)!).ToList();
        foreach (var option in parsed.Values.Keys.Where(option => !verbs.Any(option.AppliesTo)))
        {
            var place = parsed.Verb.Name.Length > 0 ? $"'{parsed.Verb.Name}'" : "the main job";
            throw new UsageException(
                $"--{option.Name} does not apply to {place}, only to {string.Join(", ", option.Verbs.Where(name => name.Length > 0))}"
            );
        }
    }
}
