using System.Security.Cryptography;
using Images.Definitions.Yaml;

namespace Images.Definitions.Structure;

/// <summary>Reads a file of tests for container-structure-test, schema 2.0.0 or 1.0.0.</summary>
internal static class StructureReader
{
    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    /// <summary>Reads a file.</summary>
    /// <param name="file">The path as shown to people.</param>
    /// <param name="bytes">The content.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <returns>The file, or null when it cannot be used.</returns>
    public static StructureFile? Read(string file, ReadOnlySpan<byte> bytes, DefinitionErrors errors)
    {
        var start = new SourceLocation(file, 1, 1);
        if (!Endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
        {
            errors.Add(start, "is neither .yaml, .yml nor .json; name it by what it is");
            return null;
        }

        var isJson = file.EndsWith(".json", StringComparison.Ordinal);
        var document = isJson ? JsonTree.Read(bytes) : YamlReader.Read(bytes, merges: true);
        foreach (var problem in document.Problems)
        {
            errors.Add(new(file, problem.Line, problem.Column), problem.Message);
        }

        if (document is { Problems.Count: > 0, Root: null })
        {
            return null;
        }

        if (document.Root is not YamlMapping mapping)
        {
            errors.Add(start, document.Root is null ? "says nothing; give it a schemaVersion" : "must be a mapping of keys to values");
            return null;
        }

        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return Read(new StructureSection(file, mapping, isJson, errors), file, digest, errors);
    }

    private static StructureFile? Read(StructureSection root, string file, string digest, DefinitionErrors errors)
    {
        var version = root.LocatedText("schemaVersion");
        if (version.Value is not ("1.0.0" or "2.0.0"))
        {
            errors.Add(
                version.Location,
                version.Value.Length == 0
                    ? "'schemaVersion' is missing; write schemaVersion: '2.0.0'"
                    : $"'{TextProblems.Quote(version.Value)}' is no schema of container-structure-test; use 2.0.0, or 1.0.0"
            );
            return null;
        }

        var isFirst = version.Value == "1.0.0";
        var tests = new StructureTestReader(isFirst);
        var result = new StructureFile
        {
            File = file,
            Digest = digest,
            IsFirstSchema = isFirst,
            GlobalVariables = StructureTestReader.Variables(root, "globalEnvVars"),
            Commands = [.. root.Sections("commandTests").Select(tests.Command)],
            Existences = [.. root.Sections("fileExistenceTests").Select(tests.Existence)],
            Contents = [.. root.Sections("fileContentTests").Select(StructureTestReader.Content)],
            Licenses = [.. root.Sections("licenseTests").Select(StructureTestReader.License)],
            Metadata =
                isFirst ? null
                : root.Section("metadataTest") is { } metadata ? StructureTestReader.Metadata(metadata)
                : null,
            RunOptions =
                isFirst ? null
                : root.Section("containerRunOptions") is { } options ? RunOptions(options)
                : null,
        };
        root.RefuseOthers();
        return result;
    }

    private static StructureRunOptions? RunOptions(StructureSection section)
    {
        var options = new StructureRunOptions
        {
            User = section.Text("user"),
            Privileged = section.Flag("privileged") ? section.Place("privileged") : null,
            // In JSON the original knows it by its field's name only.
            Terminal = section.Flag(section.IsJson ? "tty" : "allocateTty"),
            VariableFile = section.Text("envFile"),
            Variables = [.. (section.Texts("envVars") ?? []).Select(static name => name.Value)],
            Capabilities = section.Texts("capabilities") ?? [],
            BindMounts = section.Texts("bindMounts") ?? [],
        };
        section.RefuseOthers();
        var isSet =
            options.User.Length + options.VariableFile.Length + options.Variables.Count > 0
            || options.Capabilities.Count + options.BindMounts.Count > 0
            || options.Privileged is not null
            || options.Terminal;
        return isSet ? options : null;
    }
}
