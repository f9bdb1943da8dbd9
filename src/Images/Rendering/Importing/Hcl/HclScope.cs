namespace Images.Rendering.Importing.Hcl;

/// <summary>The names that an expression may use.</summary>
/// <param name="outer">The scope around this one, or null.</param>
/// <param name="names">The names of this one, each evaluated when it is asked for.</param>
/// <param name="functions">The functions of the outermost scope.</param>
internal sealed class HclScope(
    HclScope? outer,
    IReadOnlyDictionary<string, Func<object?>> names,
    IReadOnlyDictionary<string, HclFunction> functions
)
{
    private bool takesAnyName;

    /// <summary>Makes a scope inside this one.</summary>
    /// <param name="values">Its names.</param>
    /// <returns>The scope.</returns>
    public HclScope With(params IEnumerable<(string Name, object? Value)> values) =>
        new(this, values.ToDictionary(value => value.Name, value => (Func<object?>)(() => value.Value), StringComparer.Ordinal), functions);

    /// <summary>Makes a scope in which every name that is not known means its own text, as where parameters are named.</summary>
    /// <returns>The scope.</returns>
    public HclScope WithAnyName() =>
        new(null, new Dictionary<string, Func<object?>>(StringComparer.Ordinal), functions) { takesAnyName = true };

    /// <summary>Gets a function.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The function, or null.</returns>
    public HclFunction? Function(string name) => functions.GetValueOrDefault(name);

    /// <summary>Gets the names of all functions.</summary>
    public IEnumerable<string> FunctionNames => functions.Keys;

    /// <summary>Gets every name that can be used here.</summary>
    public IEnumerable<string> Names => names.Keys.Concat(outer?.Names ?? []);

    /// <summary>Gets a value.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The value.</param>
    /// <returns>False when there is no such name.</returns>
    public bool TryGet(string name, out object? value)
    {
        if (names.TryGetValue(name, out var known))
        {
            value = known();
            return true;
        }

        value = takesAnyName ? name : null;
        return takesAnyName || (outer is not null && outer.TryGet(name, out value));
    }
}

/// <summary>A function of expressions.</summary>
/// <param name="arguments">The values.</param>
/// <returns>The result.</returns>
/// <exception cref="FormatException">The arguments do not suit it.</exception>
internal delegate object? HclFunction(IReadOnlyList<object?> arguments);
