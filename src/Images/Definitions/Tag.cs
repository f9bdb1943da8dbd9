namespace Images.Definitions;

/// <summary>A tag that a variant won.</summary>
/// <param name="Name">The tag without its repository.</param>
/// <param name="Class">Derived from the axes that the tag names.</param>
/// <param name="Location">Where it was written.</param>
public sealed record Tag(string Name, TagClass Class, SourceLocation Location)
{
    /// <summary>Gets the tag as it was written, with <c>{{ axis }}</c> where it names one.</summary>
    public string Written { get; init; } = Name;
}

/// <summary>What a tag promises.</summary>
public enum TagClass
{
    /// <summary>Names fewer than all axes: follows the newest variant.</summary>
    Moving,

    /// <summary>Names all axes in full: always the same variant.</summary>
    Version,

    /// <summary>Carries a date or a revision: always the same digest.</summary>
    Unique,
}
