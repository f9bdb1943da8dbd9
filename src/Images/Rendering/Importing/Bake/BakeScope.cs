using Images.Definitions;
using Images.Rendering.Importing.Hcl;

namespace Images.Rendering.Importing.Bake;

/// <summary>The names that a bake file's expressions may use: its variables and functions.</summary>
internal static class BakeScope
{
    /// <summary>Collects them.</summary>
    /// <param name="body">The file.</param>
    /// <param name="environment">Gets a variable of the environment, or null.</param>
    /// <returns>The outermost scope.</returns>
    public static HclScope Of(HclBody body, Func<string, string?> environment)
    {
        var names = new Dictionary<string, Func<object?>>(StringComparer.Ordinal)
        {
            ["BAKE_CMD_CONTEXT"] = () => string.Empty,
            ["BAKE_LOCAL_PLATFORM"] = () => "linux/amd64",
        };
        var functions = new Dictionary<string, HclFunction>(HclFunctions.All, StringComparer.Ordinal);
        var scope = new HclScope(null, names, functions);
        foreach (var attribute in body.Attributes)
        {
            names[attribute.Name] = Variable(attribute.Name, attribute.Value, attribute.Location, environment, scope);
        }

        foreach (var block in body.Blocks.Where(block => block.Type is "variable" or "function"))
        {
            if (block.Labels is not [var name])
            {
                throw new ImportException(block.Location, $"a {block.Type} has one name: {block.Type} \"NAME\" {{ ... }}");
            }

            if (block.Type == "variable")
            {
                names[name] = Variable(name, block.Body.Attribute("default")?.Value, block.Location, environment, scope);
            }
            else
            {
                functions[name] = Function(name, block, scope);
            }
        }

        return scope;
    }

    // Evaluated once, when it is first asked for, so that their order in the file does not matter.
    private static Func<object?> Variable(
        string name,
        HclExpression? expression,
        SourceLocation place,
        Func<string, string?> environment,
        HclScope scope
    )
    {
        var (isOpen, isKnown, value) = (false, false, (object?)null);
        return () =>
        {
            if (isKnown)
            {
                return value;
            }

            if (isOpen)
            {
                throw new ImportException(place, $"the variable '{name}' needs its own value; give it one that does not");
            }

            isOpen = true;
            var initial = expression?.Invoke(scope);
            value = environment(name) is { } given ? Given(name, given, initial, place) : initial;
            isKnown = true;
            return value;
        };
    }

    private static object? Given(string name, string given, object? initial, SourceLocation place)
    {
        try
        {
            return initial switch
            {
                bool => HclValue.Truth(given),
                decimal => HclValue.Number(given),
                IReadOnlyList<object?> => given.Split(',').ToList<object?>(),
                _ => given,
            };
        }
        catch (FormatException error)
        {
            throw new ImportException(place, $"the environment gives {name} a value of another kind than its default: {error.Message}");
        }
    }

    private static HclFunction Function(string name, HclBlock block, HclScope scope)
    {
        var parameters = Names(block, "params", scope);
        var rest = block.Body.Attribute("variadic_params") is { } variadic ? HclValue.Text(Name(variadic, scope)) : null;
        var result =
            block.Body.Attribute("result")?.Value
            ?? throw new ImportException(block.Location, $"the function '{name}' has no 'result'; add it");
        var depth = 0;
        return arguments =>
        {
            if (arguments.Count < parameters.Count || (rest is null && arguments.Count > parameters.Count))
            {
                throw new FormatException($"{parameters.Count} arguments are needed, here are {arguments.Count}");
            }

            if (++depth > HclCursor.MostNested)
            {
                throw new FormatException("it calls itself without end");
            }

            var values = parameters.Select((parameter, index) => (parameter, arguments[index]));
            var inner = scope.With(rest is null ? values : values.Append((rest, arguments.Skip(parameters.Count).ToList())));
            var value = result(inner);
            depth--;
            return value;
        };
    }

    private static List<string> Names(HclBlock block, string attribute, HclScope scope) =>
        block.Body.Attribute(attribute) is { } found ? [.. HclValue.List(Name(found, scope)).Select(HclValue.Text)] : [];

    // Parameters are written as words, not as texts.
    private static object? Name(HclAttribute attribute, HclScope scope) => attribute.Value(scope.WithAnyName());
}
