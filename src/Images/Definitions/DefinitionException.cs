namespace Images.Definitions;

/// <summary>The family's definitions cannot be used. Carries every error, in file and line order.</summary>
/// <param name="errors">At least one.</param>
public sealed class DefinitionException(IReadOnlyList<DefinitionError> errors) : Exception(string.Join('\n', errors))
{
    /// <summary>Gets the errors, in file and line order.</summary>
    public IReadOnlyList<DefinitionError> Errors { get; } = errors;
}
