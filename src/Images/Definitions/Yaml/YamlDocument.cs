namespace Images.Definitions.Yaml;

/// <summary>What a YAML file holds.</summary>
/// <param name="Root">The document, or null when the file is empty or could not be read.</param>
/// <param name="Problems">What is wrong; with problems <paramref name="Root"/> holds what could be read all the same.</param>
internal sealed record YamlDocument(YamlNode? Root, IReadOnlyList<YamlProblem> Problems);
