namespace Images.Tests.Definitions;

public sealed class TestSurroundingsTests
{
    [Fact]
    public void Fixtures_are_found_beside_the_definition_that_names_them()
    {
        using var folder = new FamilyFolder(
            ("images/family.yaml", "test: [{ name: all, run: x, mounts: ['.common:/common'] }]"),
            ("images/.common/scene.txt", "x"),
            (
                "images/p/image.yaml",
                "from: scratch\nmatrix: { v: [one] }\ntest: [{ name: mine, run: x, mounts: ['{{ v }}.txt:/f', 'link:/g'] }]"
            ),
            ("images/p/one.txt", "x"),
            ("images/c/image.yaml", "from: p")
        );
        File.CreateSymbolicLink(Path.Combine(folder.Root, "images", "p", "link"), "../.common");

        var tests = folder.Variant("c").Tests;

        Assert.Equal(
            [
                $"{folder.Root}/images/.common False /common",
                $"{folder.Root}/images/p/one.txt True /f",
                $"{folder.Root}/images/.common False /g",
            ],
            tests.SelectMany(test => test.Mounts).Select(mount => $"{mount.Source} {mount.IsFile} {mount.Target}")
        );
    }

    [Fact]
    public void A_link_that_leads_out_of_the_images_is_refused()
    {
        using var folder = new FamilyFolder(("images/a/image.yaml", "from: scratch\ntest: [{ run: x, mounts: ['link:/f'] }]"));
        File.CreateSymbolicLink(Path.Combine(folder.Root, "images", "a", "link"), "../../templates");

        Assert.Equal(
            "images/a/image.yaml:2:27: images/a/link is a symbolic link that leads out of the images' folder; put the files themselves here",
            folder.Error()
        );
    }

    [Fact]
    public void What_a_test_leaves_and_needs_is_read()
    {
        using var folder = new FamilyFolder(
            (
                "images/a/image.yaml",
                """
                from: scratch
                test:
                  - run: x
                    output: /out/picture.png
                    gpu: true
                    needs:
                      memory: 4GiB
                      pids: 512
                      shm: 1MiB
                      tmpfs: [/tmp:exec, "/run:size=16m,mode=1777", /var/x]
                      writable-root: true
                      capabilities: [NET_BIND_SERVICE]
                      why: it is compiled there
                  - run: y
                """
            )
        );

        var (test, plain) = (folder.Variant("a").Tests[0], folder.Variant("a").Tests[1]);

        Assert.Equal(("/out/picture.png", true), (test.Output!.Value, test.Gpu));
        var needs = test.Needs!;
        Assert.Equal((4L << 30, 512, 1L << 20, true), (needs.MemoryBytes, needs.Pids, needs.ShmBytes, needs.WritableRoot));
        Assert.Equal(["/tmp=exec", "/run=size=16m,mode=1777", "/var/x="], needs.Tmpfs.Select(tmpfs => $"{tmpfs.Key}={tmpfs.Value}"));
        Assert.Equal(["NET_BIND_SERVICE"], needs.Capabilities);
        Assert.Equal("it is compiled there", needs.Why);
        Assert.Equal((0, null, false, null), (plain.Mounts.Count, plain.Output, plain.Gpu, plain.Needs));
    }
}
