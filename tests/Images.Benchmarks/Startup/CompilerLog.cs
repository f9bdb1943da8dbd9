namespace Images.Benchmarks.Startup;

/// <summary>Reads what the runtime writes with <c>DOTNET_JitDisasmSummary=1</c> and <c>DOTNET_JitStdOutFile=FILE</c>.</summary>
internal static class CompilerLog
{
    private const string Mark = "JIT compiled ";

    /// <summary>Reads the methods of a log; those that the program made itself at run time are left out.</summary>
    /// <param name="lines">Lines such as <c>12: JIT compiled Some.Type`1[int]:Method[bool](int) [Tier0, ...]</c>.</param>
    /// <returns>The methods, in the log's order, each once.</returns>
    public static IEnumerable<CompiledMethod> Read(IEnumerable<string> lines)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var start = line.IndexOf(Mark, StringComparison.Ordinal);
            var end = line.LastIndexOf(" [", StringComparison.Ordinal);
            if (start >= 0 && end > start && found.Add(line[start..end]) && Method(line[(start + Mark.Length)..end]) is { } method)
            {
                yield return method;
            }
        }
    }

    private static CompiledMethod? Method(string text)
    {
        var place = 0;
        var owner = Type(text, ref place, ":");
        if (place >= text.Length || text[place] != ':' || owner.Name is "(dynamicClass)")
        {
            return null;
        }

        place++;
        var method = Type(text, ref place, "(");
        return new(owner, method.Name, method.Arguments);
    }

    /// <summary>Reads a name, its arguments and its array ranks up to one of the ends.</summary>
    private static TypeText Type(string text, ref int place, string ends)
    {
        var start = place;
        while (place < text.Length && text[place] != '[' && (place == start || !ends.Contains(text[place], StringComparison.Ordinal)))
        {
            place++;
        }

        var name = text[start..place];
        List<TypeText> arguments = [];
        List<int> ranks = [];
        while (place < text.Length && text[place] == '[')
        {
            place++;
            if (text[place] is ']' or ',')
            {
                var commas = place;
                while (text[place] == ',')
                {
                    place++;
                }

                ranks.Add(place - commas + 1);
            }
            else
            {
                arguments.Add(Type(text, ref place, ",]"));
                while (text[place] == ',')
                {
                    place++;
                    arguments.Add(Type(text, ref place, ",]"));
                }
            }

            place++;
        }

        return new(name, arguments, ranks);
    }
}
