using System.Text.Json;
using Images.Tests;

namespace Images.Engines;

public sealed class ContainerRequestTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public void The_strict_profile_is_the_default() => Matches("strict.json", new ContainerSpec("base:1") { Command = ["true"] });

    [Fact]
    public void Everything_that_can_be_asked_for_reaches_the_engine() =>
        Matches(
            "everything.json",
            new ContainerSpec("base:1")
            {
                Entrypoint = ["/bin/sh", "-c"],
                Command = ["echo hi"],
                Environment = new Dictionary<string, string> { ["B"] = "2", ["A"] = "1=1" },
                User = "1000:1000",
                WorkingDirectory = "/w",
                Network = "host",
                ReadOnlyRoot = false,
                Tmpfs = new Dictionary<string, string> { ["/tmp"] = "exec,size=1g" },
                ShmBytes = 1 << 20,
                DroppedCapabilities = [],
                AddedCapabilities = ["CHOWN"],
                SecurityOptions = [],
                Groups = ["44"],
                PidsLimit = null,
                MemoryBytes = null,
                Processors = 1.5,
                Init = false,
                Gpus = true,
                CdiDevices = ["nvidia.com/gpu=all"],
                Volumes = [new VolumeMount("v1", "/fixtures")],
                EmptyVolumes = ["/empty"],
                FilledVolumes = ["/filled"],
                OutputFile = "/out/picture.png",
                OutputVolume = "v2",
                Mounts = [new ContainerMount("/h/in", "/in"), new ContainerMount("/h/out", "/out", ReadOnly: false)],
                Labels = new Dictionary<string, string> { ["x"] = "y" },
                Input = new byte[] { 1 },
            }
        );

    [Fact]
    public void Without_an_entrypoint_the_commands_first_word_takes_its_place()
    {
        var body = ContainerRequest.Body(new ContainerSpec("base:1") { Entrypoint = [], Command = ["a", "b"] }, "o");

        Assert.Equal("""["a"]""", body["Entrypoint"]!.ToJsonString());
        Assert.Equal("""["b"]""", body["Cmd"]!.ToJsonString());
    }

    [Fact]
    public void What_is_left_to_the_image_is_left_out()
    {
        var body = ContainerRequest.Body(new ContainerSpec("base:1"), "o");

        Assert.DoesNotContain(body, property => property.Key is "Entrypoint" or "Cmd" or "User" or "WorkingDir");
    }

    private static void Matches(string name, ContainerSpec spec) =>
        Golden.Verify(ContainerRequest.Body(spec, "machine/1/2").ToJsonString(Indented) + "\n", name);
}
