namespace Images.Definitions.Syntax;

/// <summary>A key that a definition may have: one row of the table that reading, checking and the JSON Schema share.</summary>
/// <param name="Name">The key.</param>
/// <param name="Shape">What may stand behind it.</param>
/// <param name="Description">One sentence for the schema.</param>
internal sealed record Key(string Name, Shape Shape, string Description)
{
    /// <summary>Gets the files in which it may stand.</summary>
    public Level Level { get; init; } = Level.Image;

    /// <summary>Gets whether leaving it out is an error.</summary>
    public bool Required { get; init; }

    /// <summary>Gets what holds when it is left out, in words for the schema, or null.</summary>
    public string? Default { get; init; }
}

/// <summary>The files in which a key may stand.</summary>
[Flags]
internal enum Level
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>images/family.yaml</c>.</summary>
    Family = 1,

    /// <summary><c>images/NAME/image.yaml</c>.</summary>
    Image = 2,

    /// <summary>Both.</summary>
    Both = Family | Image,
}
