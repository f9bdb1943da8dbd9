namespace Images.Definitions.Structure;

/// <summary>Reads the tests of a structure file.</summary>
/// <param name="isFirst">Whether its schema is 1.0.0, which knows fewer keys.</param>
internal sealed class StructureTestReader(bool isFirst)
{
    /// <summary>Reads a test that runs a command.</summary>
    public StructureCommand Command(StructureSection test)
    {
        IReadOnlyList<string> command = isFirst ? Values(test, "command") : [test.Text("command"), .. Values(test, "args")];
        var result = new StructureCommand(test.Text("name"), test.Location, command)
        {
            Setup = test.Commands("setup"),
            Teardown = test.Commands("teardown"),
            Variables = Variables(test, "envVars"),
            ExpectedOutput = test.Texts("expectedOutput") ?? [],
            ExcludedOutput = test.Texts("excludedOutput") ?? [],
            ExpectedError = test.Texts("expectedError") ?? [],
            ExcludedError = test.Texts("excludedError") ?? [],
            ExitCode = test.Number("exitCode"),
        };
        test.RefuseOthers();
        return result;
    }

    /// <summary>Reads a test that looks whether a file is there.</summary>
    public StructureExistence Existence(StructureSection test)
    {
        // The original fills in what is left out of YAML and forgets to in JSON.
        var any = test.IsJson ? 0 : StructureExistence.AnyOwner;
        var result = new StructureExistence(test.Text("name"), test.Location, test.Text("path"))
        {
            ShouldExist = test.Flag("shouldExist", absent: !test.IsJson),
            Permissions = test.Text("permissions"),
            Uid = isFirst ? StructureExistence.AnyOwner : test.Number("uid", any),
            Gid = isFirst ? StructureExistence.AnyOwner : test.Number("gid", any),
            IsExecutableBy = isFirst ? string.Empty : test.Text("isExecutableBy"),
        };
        test.RefuseOthers();
        return result;
    }

    /// <summary>Reads a test that reads a file.</summary>
    public static StructureContent Content(StructureSection test)
    {
        var result = new StructureContent(
            test.Text("name"),
            test.Location,
            test.Text("path"),
            test.Texts("expectedContents") ?? [],
            test.Texts("excludedContents") ?? []
        );
        test.RefuseOthers();
        return result;
    }

    /// <summary>Reads a test that looks for licences.</summary>
    public static StructureLicense License(StructureSection test)
    {
        var result = new StructureLicense(test.Location, test.Flag("debian"), Values(test, "files"));
        test.RefuseOthers();
        return result;
    }

    /// <summary>Reads what the image must declare.</summary>
    /// <returns>It, or null where nothing is said.</returns>
    public static StructureMetadata? Metadata(StructureSection test)
    {
        var result = new StructureMetadata(test.Location)
        {
            Variables = Variables(test, "envVars"),
            UnboundVariables = [.. Variables(test, "unboundEnvVars").Select(static variable => variable.Key)],
            Labels = Variables(test, "labels"),
            ExposedPorts = Values(test, "exposedPorts"),
            UnexposedPorts = Values(test, "unexposedPorts"),
            Volumes = Values(test, "volumes"),
            UnmountedVolumes = Values(test, "unmountedVolumes"),
            Entrypoint = test.Texts("entrypoint") is null ? null : Values(test, "entrypoint"),
            Command = test.Texts("cmd") is null ? null : Values(test, "cmd"),
            Workdir = test.Text("workdir"),
            User = test.Text("user"),
        };
        test.RefuseOthers();
        return result.IsEmpty ? null : result;
    }

    /// <summary>Reads variables or labels.</summary>
    public static IReadOnlyList<StructureVariable> Variables(StructureSection section, string key) =>
        [
            .. section
                .Sections(key)
                .Select(static variable =>
                {
                    var result = new StructureVariable(variable.Text("key"), variable.LocatedText("value"), variable.Flag("isRegex"));
                    variable.RefuseOthers();
                    return result;
                }),
        ];

    private static IReadOnlyList<string> Values(StructureSection section, string key) =>
        [.. (section.Texts(key) ?? []).Select(static text => text.Value)];
}
