using Images.Definitions;
using Images.Planning.Locking;

namespace Images.Tests.Planning.Locking;

public sealed class LockFileTests : IDisposable
{
    private static readonly string A = "sha256:" + new string('a', 64);
    private static readonly string B = "sha256:" + new string('b', 64);
    private readonly string root = Directory.CreateTempSubdirectory("images-lock-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Without_a_file_nothing_is_locked() => Assert.Empty(LockFile.Load(root).Bases);

    [Fact]
    public void A_lock_is_written_sorted_and_read_back()
    {
        var locked = BaseLock.Of([
            Base("debian:trixie-slim", B, ("linux/arm64", A), ("linux/amd64", B)),
            Base("127.0.0.1:5000/debian:bookworm-slim", A, ("linux/amd64", A)),
        ]);

        Assert.True(LockFile.Save(root, locked));

        var text = File.ReadAllText(Path.Combine(root, "images.lock"));
        Assert.Equal(
            $"""
            # What the external bases are, whatever their tags mean meanwhile. Commit this file; do not edit it.
            # 'lock' adds what is missing and removes what is not used, 'lock --update' brings the digests up to date.
            version: 1
            bases:
              "127.0.0.1:5000/debian:bookworm-slim":
                digest: {A}
                platforms:
                  linux/amd64: {A}
              "debian:trixie-slim":
                digest: {B}
                platforms:
                  linux/amd64: {B}
                  linux/arm64: {A}

            """,
            text
        );
        Assert.Equal(text, LockFile.Write(LockFile.Load(root)));
        Assert.False(LockFile.Save(root, LockFile.Load(root)));
        Assert.Equal(["images.lock"], Directory.EnumerateFileSystemEntries(root).Select(Path.GetFileName));
    }

    [Fact]
    public void All_that_is_wrong_is_said_in_one_go_and_where()
    {
        File.WriteAllText(
            Path.Combine(root, "images.lock"),
            $"""
            version: 2
            bases:
              Debian:
                digest: {A}
                platforms: {"{}"}
              debian:12:
                digset: {A}
                platforms:
                  linux/amd46: {A}
                  linux/amd64: sha256:abc
            """
        );

        var error = Assert.Throws<DefinitionException>(() => LockFile.Load(root));

        Assert.Equal(
            ["images.lock:1:10", "images.lock:3:3", "images.lock:7:5", "images.lock:7:5", "images.lock:9:7", "images.lock:10:20"],
            error.Errors.Select(problem => problem.Location.ToString())
        );
        Assert.Contains("did you mean 'digest'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_lock_begins_no_file_and_empties_one()
    {
        Assert.False(LockFile.Save(root, BaseLock.Empty));
        Assert.Empty(Directory.EnumerateFileSystemEntries(root));

        LockFile.Save(root, BaseLock.Of([Base("debian:12", A, ("linux/amd64", A))]));
        Assert.True(LockFile.Save(root, BaseLock.Empty));
        Assert.Empty(LockFile.Load(root).Bases);
    }

    [Fact]
    public void A_pin_is_the_platform_s_manifest_or_the_index_for_several()
    {
        var locked = BaseLock.Of([Base("r.example:5000/debian:12", B, ("linux/amd64", A), ("linux/arm64", B))]);

        Assert.Equal($"r.example:5000/debian@{A}", locked.Pin("r.example:5000/debian:12", ["linux/amd64"]));
        Assert.Equal($"r.example:5000/debian@{B}", locked.Pin("r.example:5000/debian:12", ["linux/amd64", "linux/arm64"]));
        Assert.Null(locked.Pin("r.example:5000/debian:12", ["linux/amd64", "linux/s390x"]));
        Assert.Null(locked.Pin("debian:12", ["linux/amd64"]));
    }

    internal static LockedBase Base(string reference, string digest, params (string Platform, string Digest)[] platforms) =>
        new(reference, digest, platforms.ToDictionary(pair => pair.Platform, pair => pair.Digest, StringComparer.Ordinal));
}
