using System.Text.Json.Nodes;

namespace Images.Engines;

public sealed class EngineInfoTests
{
    [Fact]
    public void Dockers_answers_are_put_together()
    {
        var info = EngineInfoReader.Read(
            JsonNode.Parse("""{"Version":"28.5.2","ApiVersion":"1.51","Os":"linux","Arch":"amd64","Components":[{"Name":"Engine"}]}""")!,
            JsonNode.Parse(
                """{"Name":"m","NCPU":2,"MemTotal":25276514304,"Driver":"overlayfs","DockerRootDir":"/d","CgroupVersion":"1","DriverStatus":[["driver-type","io.containerd.snapshotter.v1"]]}"""
            )!
        );

        Assert.Equal(new EngineInfo("m", "28.5.2", "1.51", "linux", "amd64", 2, 25276514304, "overlayfs", "/d", true, false, 1), info);
        Assert.Equal("linux/amd64", info.Platform);
    }

    [Theory]
    [InlineData("{}", false, "")]
    [InlineData("""{"Runtimes":{"runc":{}}}""", false, "")]
    [InlineData("""{"Runtimes":{"nvidia":{},"runc":{}}}""", true, "")]
    [InlineData(
        """{"DiscoveredDevices":[{"Source":"cdi","ID":"nvidia.com/gpu=0"},{"Source":"cdi","ID":"nvidia.com/gpu=all"},{"Source":"x","ID":"y/gpu=all"}]}""",
        false,
        "nvidia.com/gpu=all"
    )]
    public void Gpus_are_known_by_the_runtime_or_by_their_devices(string answer, bool hasRuntime, string devices)
    {
        var gpus = EngineInfoReader.Read(JsonNode.Parse("{}")!, JsonNode.Parse(answer)!).Gpus;

        Assert.Equal((hasRuntime, devices), (gpus.HasRuntime, string.Join(' ', gpus.CdiDevices)));
        Assert.Equal(!hasRuntime && devices.Length == 0, gpus.WhyNot is not null);
    }

    [Fact]
    public void Podman_is_known_by_its_component()
    {
        var info = EngineInfoReader.Read(
            JsonNode.Parse("""{"Version":"5.8.6","Components":[{"Name":"Podman Engine"}]}""")!,
            JsonNode.Parse("""{"DriverStatus":[["Backing Filesystem","extfs"]]}""")!
        );

        Assert.True(info.IsPodman);
        Assert.False(info.IsContainerdStore);
    }

    [Fact]
    public void Credentials_are_listed_without_being_read()
    {
        var hosts = RegistryCredentials.Hosts(
            """{"auths":{"b.example":{"auth":"c2VjcmV0"},"a.example":{}},"credHelpers":{"gcr.example":"gcloud"}}"""
        );

        Assert.Equal(
            "a.example in config.json; b.example in config.json; gcr.example helper 'gcloud'",
            string.Join("; ", hosts.Select(h => $"{h.Key} {h.Value}"))
        );
        Assert.Empty(RegistryCredentials.Hosts("{"));
    }

    [Fact]
    public void A_container_of_a_process_that_is_gone_is_a_leftover_and_one_of_another_machine_is_not()
    {
        var machine = Environment.MachineName;

        Assert.False(RunLabels.IsGone(RunLabels.Own()));
        Assert.True(RunLabels.IsGone($"{machine}/{Environment.ProcessId}/1"));
        Assert.True(RunLabels.IsGone($"{machine}/999999999/1"));
        Assert.False(RunLabels.IsGone("elsewhere/999999999/1"));
        Assert.False(RunLabels.IsGone("nonsense"));
    }

    [Theory]
    [InlineData("debian", "debian", "latest")]
    [InlineData("debian:bookworm-slim", "debian", "bookworm-slim")]
    [InlineData("host:5000/a/b", "host:5000/a/b", "latest")]
    [InlineData("host:5000/a/b:1@sha256:abc", "host:5000/a/b:1", "sha256:abc")]
    public void A_reference_is_split_for_the_pull(string reference, string name, string tag) =>
        Assert.Equal((name, tag), ImagePull.Split(reference));
}
