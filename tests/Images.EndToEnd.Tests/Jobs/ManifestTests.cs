using Images.EndToEnd.Tests.Workflows;

namespace Images.EndToEnd.Tests.Jobs;

/// <summary>Manifests for Kubernetes against its published schema, as the npm package kubernetes-models has it.</summary>
public sealed class ManifestTests : IDisposable
{
    // Reads JSON lines: what the schema says of each document, one line each.
    private const string Validator = """
        const models = process.argv[2] + "/kubernetes-models";
        const { Job } = require(models + "/batch/v1");
        const { NetworkPolicy } = require(models + "/networking.k8s.io/v1");
        const { ConfigMap } = require(models + "/v1");
        const kinds = { Job, NetworkPolicy, ConfigMap };
        for (const document of JSON.parse(require("fs").readFileSync(process.argv[3], "utf8"))) {
          try {
            new kinds[document.kind](document).validate();
            console.log(document.kind + " is valid");
          } catch (error) {
            console.log(document.kind + " is not: " + error.message);
          }
        }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("images-e2e-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Jobs_and_indexed_jobs_are_valid_and_what_is_wrong_is_found()
    {
        await File.WriteAllTextAsync(
            Path.Combine(folder, "jobs.yaml"),
            """
            jobs:
              - { name: Script_1, image: base, code: "print($HOME)", interpreter: python3, params: { text: "a: 'b' $x" }, limits: { cpus: 1.5, disk: 1GB, time: 2m }, retries: 2, user: "1000:1000", capabilities: [CHOWN] }
              - { name: frames, image: "acme/render:1", command: "render $FRAME > $PICTURE", frames: 1-3, pictures: "f##.png", tmpfs: ["/tmp:exec,size=64m"], shm: 1GiB, network: bridge, gpu: true }
            """,
            Token
        );
        await using var run = await ProgramRun.ToEndAsync(folder, "run", "jobs.yaml", "--kubernetes", "--jobs=2");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(["ConfigMap is valid", "NetworkPolicy is valid", "Job is valid", "Job is valid"], await ValidateAsync(run.Output));
        Assert.Contains(
            await ValidateAsync(run.Output.Replace("parallelism: 2", "parallelism: \"2\"", StringComparison.Ordinal)),
            line => line.StartsWith("Job is not", StringComparison.Ordinal)
        );
        Assert.Contains("completions: 3", run.Output, StringComparison.Ordinal);
        Assert.Contains("frames: the cluster needs a PersistentVolumeClaim frames-output", run.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<string[]> ValidateAsync(string manifests)
    {
        var (script, documents) = (Path.Combine(folder, "validate.js"), Path.Combine(folder, "documents.json"));
        await File.WriteAllTextAsync(script, Validator, Token);
        await File.WriteAllTextAsync(documents, ToJson(manifests), Token);
        var (code, output) = await NodePackages.RunAsync(script, folder, await NodePackages.ModulesAsync(), documents);
        Assert.True(code == 0, output);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    // The parser of YAML that everybody uses, not our own writer's idea of it.
    private static string ToJson(string manifests)
    {
        var reader = new YamlDotNet.Serialization.DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();
        var writer = new YamlDotNet.Serialization.SerializerBuilder().JsonCompatible().Build();
        var documents = manifests
            .Split("---\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(document => writer.Serialize(reader.Deserialize<object>(document)).Trim());
        return $"[{string.Join(',', documents)}]";
    }
}
