namespace Images.Definitions;

/// <summary>One thing that is wrong in a definition file.</summary>
/// <param name="Location">Where.</param>
/// <param name="Message">What is wrong and what to do, one line in lower case.</param>
public sealed record DefinitionError(SourceLocation Location, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Location}: {Message}";
}
