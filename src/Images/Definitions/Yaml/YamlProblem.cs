namespace Images.Definitions.Yaml;

/// <summary>What is wrong with a YAML file.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1.</param>
/// <param name="Message">One line in lower case.</param>
internal sealed record YamlProblem(int Line, int Column, string Message);
