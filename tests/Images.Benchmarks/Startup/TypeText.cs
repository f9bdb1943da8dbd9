namespace Images.Benchmarks.Startup;

/// <summary>A type as the just-in-time compiler writes it.</summary>
/// <param name="Name">The full name with <c>+</c> between nested types, or a keyword such as <c>int</c>.</param>
/// <param name="Arguments">The type arguments of all levels together.</param>
/// <param name="Ranks">The ranks of the arrays around it, the innermost first.</param>
internal sealed record TypeText(string Name, IReadOnlyList<TypeText> Arguments, IReadOnlyList<int> Ranks);
