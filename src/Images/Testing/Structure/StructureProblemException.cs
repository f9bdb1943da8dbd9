namespace Images.Testing.Structure;

/// <summary>A structure test cannot be run as it is written.</summary>
/// <param name="message">What is wrong and what to do, one line.</param>
public sealed class StructureProblemException(string message) : Exception(message);
