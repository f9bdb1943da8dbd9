namespace Images.Rendering;

/// <summary>A template or partial cannot be used.</summary>
/// <param name="message">What is wrong and what to do, one line in lower case, without a place.</param>
#pragma warning disable CA1064 // Exceptions should be public: the station turns every one into a DefinitionException
internal sealed class TemplateFileException(string message) : Exception(message);
#pragma warning restore CA1064
