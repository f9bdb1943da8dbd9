using System.Text;
using Images.Definitions;
using Images.Definitions.Structure;

namespace Images.Tests.Definitions.Structure;

/// <summary>What the original takes and refuses when it reads a file.</summary>
public sealed class StructureReaderTests
{
    [Fact]
    public void Every_key_of_schema_2_is_read()
    {
        var file = Read(
            """
            schemaVersion: '2.0.0'
            globalEnvVars: [{ key: VIRTUAL_ENV, value: /env }, { key: PATH, value: '/env/bin:$PATH' }]
            commandTests:
            - name: gunicorn flask
              setup: [[virtualenv, /env], [pip, install, gunicorn, flask]]
              teardown: [[rm, -rf, /env]]
              envVars: [{ key: A, value: 1 }]
              command: which
              args: [gunicorn, 1, true]
              expectedOutput: [/env/bin/gunicorn]
              excludedOutput: [a]
              expectedError: [b]
              excludedError: [c]
              exitCode: 3
            fileExistenceTests:
            - { name: Root, path: /, shouldExist: no, permissions: '-rw-r--r--', uid: 1000, gid: 0o17, isExecutableBy: group }
            fileContentTests:
            - { name: Sources, path: /etc/apt/sources.list, expectedContents: ['.*debian\.org.*'], excludedContents: [x] }
            licenseTests:
            - { debian: true, files: [/foo/bar, /baz/bat] }
            metadataTest:
              envVars: [{ key: foo, value: ba., isRegex: true }]
              unboundEnvVars: [{ key: BAR_FOO }]
              labels: [{ key: com.example.vendor, value: ACME Incorporated }]
              exposedPorts: ["8080", 2345]
              unexposedPorts: ["80"]
              volumes: [/test]
              unmountedVolumes: [/root]
              entrypoint: []
              cmd: [/bin/bash]
              workdir: /app
              user: luke
            containerRunOptions:
              user: root
              privileged: true
              allocateTty: true
              envFile: path/to/.env
              envVars: [SECRET_KEY_FOO]
              capabilities: [NET_BIND_SERVICE]
              bindMounts: [/etc/example/dir:/etc/dir]
            """
        );

        Assert.False(file.IsFirstSchema);
        Assert.Equal(["VIRTUAL_ENV", "PATH"], file.GlobalVariables.Select(variable => variable.Key));
        var command = Assert.Single(file.Commands);
        Assert.Equal(("gunicorn flask", 3, 3), (command.Name, command.ExitCode, command.Location.Column));
        Assert.Equal(4, command.Location.Line);
        Assert.Equal(["which", "gunicorn", "1", "true"], command.Command);
        Assert.Equal(
            [
                ["virtualenv", "/env"],
                ["pip", "install", "gunicorn", "flask"],
            ],
            command.Setup
        );
        Assert.Equal(
            [
                ["rm", "-rf", "/env"],
            ],
            command.Teardown
        );
        Assert.Equal("1", Assert.Single(command.Variables).Value.Value);
        var existence = Assert.Single(file.Existences);
        Assert.Equal(
            (false, "-rw-r--r--", 1000, 15, "group"),
            (existence.ShouldExist, existence.Permissions, existence.Uid, existence.Gid, existence.IsExecutableBy)
        );
        Assert.Equal("x", Assert.Single(Assert.Single(file.Contents).Excluded).Value);
        Assert.Equal((true, 2), (Assert.Single(file.Licenses).Debian, file.Licenses[0].Files.Count));
        var metadata = file.Metadata!;
        Assert.True(Assert.Single(metadata.Variables).IsRegex);
        Assert.Equal(["8080", "2345"], metadata.ExposedPorts);
        Assert.Empty(metadata.Entrypoint!);
        Assert.Equal(["/bin/bash"], metadata.Command);
        Assert.Equal(("/app", "luke"), (metadata.Workdir, metadata.User));
        var run = file.RunOptions!;
        Assert.Equal(("root", true, "path/to/.env"), (run.User, run.Terminal, run.VariableFile));
        Assert.Equal((35, 15), (run.Privileged!.Line, run.Privileged.Column));
        Assert.Equal("NET_BIND_SERVICE", Assert.Single(run.Capabilities).Value);
        Assert.Equal("/etc/example/dir:/etc/dir", Assert.Single(run.BindMounts).Value);
    }

    [Fact]
    public void Schema_1_has_its_command_as_a_list()
    {
        var file = Read(
            """
            schemaVersion: 1.0.0
            commandTests: [{ name: a, command: [apt-get, help], exitCode: 1 }]
            fileExistenceTests: [{ name: b, path: /x }]
            """
        );

        Assert.True(file.IsFirstSchema);
        Assert.Equal(["apt-get", "help"], Assert.Single(file.Commands).Command);
        Assert.True(Assert.Single(file.Existences).ShouldExist);
    }

    [Theory]
    [InlineData("a: 1", "f.yaml:1:1: 'schemaVersion' is missing")]
    [InlineData("schemaVersion: 3.0.0", "f.yaml:1:16: '3.0.0' is no schema of container-structure-test")]
    [InlineData("", "f.yaml:1:1: says nothing")]
    [InlineData("- a", "f.yaml:1:1: must be a mapping")]
    [InlineData("schemaVersion: 2.0.0\nother: 1", "f.yaml:2:1: unknown key 'other'")]
    [InlineData("schemaVersion: 2.0.0\ncommandTest: []", "f.yaml:2:1: unknown key 'commandTest' (did you mean 'commandTests'?)")]
    [InlineData("schemaVersion: 2.0.0\nschemaVersion: 2.0.0", "f.yaml:2:1: duplicate key 'schemaVersion'")]
    [InlineData("schemaVersion: 2.0.0\nmetadataTest:\n  env: []", "f.yaml:3:3: unknown key 'env' (did you mean 'envVars'?)")]
    [InlineData("schemaVersion: 2.0.0\ncommandTests: [{ name: a, command: b, env: [] }]", "unknown key 'env' (did you mean 'envVars'?)")]
    [InlineData("schemaVersion: 2.0.0\ncommandTests: [{ name: a, command: [b] }]", "f.yaml:2:36: 'command' must be text")]
    [InlineData("schemaVersion: 2.0.0\ncommandTests: [{ name: a, command: b, args: c }]", "'args' must be a list; put it in [ ]")]
    [InlineData(
        "schemaVersion: 2.0.0\ncommandTests: [{ name: a, command: b, exitCode: '1' }]",
        "'exitCode' must be a whole number, without quotes"
    )]
    [InlineData("schemaVersion: 2.0.0\ncommandTests: [{ name: a, command: b, setup: [a] }]", "an item of 'setup' must be a list")]
    [InlineData("schemaVersion: 2.0.0\ncommandTests: { name: a }", "'commandTests' must be a list")]
    [InlineData("schemaVersion: 2.0.0\nmetadataTest: [a]", "'metadataTest' must be a mapping")]
    [InlineData("schemaVersion: 2.0.0\nmetadataTest: { volumes: [[a]] }", "an item of 'volumes' must be text")]
    [InlineData(
        "schemaVersion: 2.0.0\nfileExistenceTests: [{ path: /, shouldExist: 'true' }]",
        "'shouldExist' must be true or false, without quotes"
    )]
    [InlineData("schemaVersion: 2.0.0\nfileExistenceTests: [{ path: /, mode: 1 }]", "unknown key 'mode'")]
    [InlineData("schemaVersion: 2.0.0\ncontainerRunOptions: { network: none }", "unknown key 'network'")]
    [InlineData("schemaVersion: 1.0.0\nmetadataTest: {}", "unknown key 'metadataTest'")]
    [InlineData("schemaVersion: 1.0.0\ncontainerRunOptions: {}", "unknown key 'containerRunOptions'")]
    [InlineData("schemaVersion: 1.0.0\ncommandTests: [{ name: a, command: b }]", "'command' must be a list")]
    [InlineData("schemaVersion: 1.0.0\ncommandTests: [{ name: a, command: [b], args: [c] }]", "unknown key 'args'")]
    [InlineData("schemaVersion: 1.0.0\nfileExistenceTests: [{ name: a, path: /, uid: 0 }]", "unknown key 'uid'")]
    public void What_the_original_does_not_take_is_refused_at_its_place(string text, string error) =>
        Assert.Contains(Errors("f.yaml", text), one => one.Contains(error, StringComparison.Ordinal));

    [Theory]
    [InlineData("0x1F", 31)]
    [InlineData("017", 15)]
    [InlineData("0b11", 3)]
    [InlineData("1_000", 1000)]
    [InlineData("-1", -1)]
    [InlineData("2.9", 2)]
    [InlineData("1e2", 100)]
    [InlineData("~", 0)]
    public void Numbers_are_those_of_yaml_1_1(string text, int number) =>
        Assert.Equal(
            number,
            Read($"schemaVersion: 2.0.0\ncommandTests: [{{ name: a, command: b, exitCode: {text} }}]").Commands[0].ExitCode
        );

    [Theory]
    [InlineData("yes", true)]
    [InlineData("Off", false)]
    [InlineData("y", true)]
    [InlineData("", true)]
    public void Truth_is_that_of_yaml_1_1_and_a_file_should_exist_unless_said_otherwise(string text, bool truth) =>
        Assert.Equal(
            truth,
            Read($"schemaVersion: 2.0.0\nfileExistenceTests: [{{ name: a, path: /, shouldExist: {text} }}]").Existences[0].ShouldExist
        );

    [Fact]
    public void Anchors_and_merge_keys_are_followed() =>
        Assert.Equal(
            ["a", "b"],
            Read(
                """
                schemaVersion: 2.0.0
                commandTests:
                - &first { name: a, command: x, exitCode: 1 }
                - { <<: *first, name: b }
                """
            )
                .Commands.Where(test => test.ExitCode == 1)
                .Select(test => test.Name)
        );

    [Fact]
    public void Json_passes_over_unknown_keys_and_the_case_of_known_ones()
    {
        var file = Read(
            """
            {"SchemaVersion": "2.0.0", "$schema": "x", "commandTests": [{"NAME": "a", "command": "b", "exitCode": 2}],
             "containerRunOptions": {"allocateTty": true, "tty": true, "user": "u"}}
            """,
            "f.json"
        );

        Assert.Equal(("a", 2), (file.Commands[0].Name, file.Commands[0].ExitCode));
        Assert.True(file.RunOptions!.Terminal);
    }

    [Fact]
    public void Json_forgets_the_defaults_of_file_existence_tests()
    {
        var test = Assert.Single(
            Read("""{"schemaVersion":"2.0.0","fileExistenceTests":[{"name":"a","path":"/x"}]}""", "f.json").Existences
        );

        Assert.Equal((false, 0, 0), (test.ShouldExist, test.Uid, test.Gid));
    }

    [Theory]
    [InlineData("""{"schemaVersion": 2}""", "'schemaVersion' must be text; put it in quotes")]
    [InlineData("""{"schemaVersion": "2.0.0", }""", "not valid JSON")]
    [InlineData("""{"schemaVersion":"2.0.0","commandTests":[{"exitCode":"1"}]}""", "'exitCode' must be a whole number, without quotes")]
    [InlineData("""{"schemaVersion":"2.0.0","commandTests":[{"exitCode":1.5}]}""", "'exitCode' must be a whole number")]
    public void Json_is_typed(string text, string error) =>
        Assert.Contains(Errors("f.json", text), one => one.Contains(error, StringComparison.Ordinal));

    [Fact]
    public void A_file_is_known_by_its_ending() =>
        Assert.Equal(["f.txt:1:1: is neither .yaml, .yml nor .json; name it by what it is"], Errors("f.txt", "schemaVersion: 2.0.0"));

    internal static StructureFile Read(string text, string name = "f.yaml")
    {
        var errors = new DefinitionErrors();
        var file = StructureReader.Read(name, Encoding.UTF8.GetBytes(text), errors);
        errors.ThrowIfAny();
        return file!;
    }

    private static IReadOnlyList<string> Errors(string name, string text)
    {
        var errors = new DefinitionErrors();
        StructureReader.Read(name, Encoding.UTF8.GetBytes(text), errors);
        return [.. Assert.Throws<DefinitionException>(errors.ThrowIfAny).Errors.Select(error => error.ToString())];
    }
}
