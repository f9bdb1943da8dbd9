namespace Images.Benchmarks.Startup;

/// <summary>A method that had to be compiled while the program ran.</summary>
/// <param name="Owner">The type that it belongs to.</param>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">Its own type arguments.</param>
internal sealed record CompiledMethod(TypeText Owner, string Name, IReadOnlyList<TypeText> Arguments);
