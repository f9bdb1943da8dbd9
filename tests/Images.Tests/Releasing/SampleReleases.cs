using Images.Releasing.Listing;
using Images.Releasing.Notes;
using Images.Testing.Inventory;

namespace Images.Tests.Releasing;

/// <summary>Two made-up releases with known differences.</summary>
internal static class SampleReleases
{
    public const string Source = "https://github.com/acme/images";

    public static ReleasedFamily First { get; } =
        new(
            1,
            "v1.3",
            new string('1', 40),
            Source,
            [
                Image("base:bookworm", 'a', 44_000_000, Debian("openssl", "3.0.11-1"), Debian("curl", "7.88.1-9")) with
                {
                    Base = new ReleasedBase("debian:bookworm-slim", Digest('0')),
                    Tests = new ReleasedTests(9, 0),
                },
                Image("legacy", 'b', 10_000_000),
                Image(
                    "r-ver:4.5.3",
                    'c',
                    242_600_000,
                    Debian("openssl", "3.0.11-1"),
                    new ReleasedPackage(PackageKind.R, "jsonlite", "1.8.8")
                ) with
                {
                    Tags = ["4.5.3", "latest"],
                    Base = new ReleasedBase("ghcr.io/acme/base:bookworm", Digest('a')),
                },
                Image("tools", 'd', 5_000_000, Debian("jq", "1.6-2")),
            ],
            []
        );

    public static ReleasedFamily Second { get; } =
        new(
            1,
            "v1.4",
            new string('2', 40),
            Source,
            [
                Image(
                    "base:bookworm",
                    'e',
                    44_500_000,
                    Debian("openssl", "3.0.13-1"),
                    Debian("curl", "7.88.1-9"),
                    Debian("ca-certificates", "20230311")
                ) with
                {
                    Base = new ReleasedBase("debian:bookworm-slim", Digest('9')),
                    Tests = new ReleasedTests(9, 1),
                },
                Image(
                    "r-ver:4.5.3",
                    'f',
                    242_500_000,
                    Debian("openssl", "3.0.13-1"),
                    new ReleasedPackage(PackageKind.R, "httr", "1.4.7")
                ) with
                {
                    Tags = ["4.5.3"],
                    Base = new ReleasedBase("ghcr.io/acme/base:bookworm", Digest('e')),
                },
                Image("r-ver:4.6.1", '7', 250_000_000, Debian("openssl", "3.0.13-1")) with
                {
                    Tags = ["4.6.1", "4.6", "latest"],
                    Description = "R 4.6.1 with the packages that pools expect",
                    Base = new ReleasedBase("ghcr.io/acme/base:bookworm", Digest('e')),
                    Tests = new ReleasedTests(17, 0),
                    Platforms =
                    [
                        new ReleasedPlatform("linux/amd64", Digest('7'), 130_000_000),
                        new ReleasedPlatform("linux/arm64", Digest('8'), 120_000_000),
                    ],
                },
                Image("tools", 'd', 5_000_000, Debian("jq", "1.6-2")),
            ],
            [new UnpublishedImage("cuda-nvidia", "its definition says 'push: never'")]
        );

    public static IReadOnlyList<ReleaseCommit> CommitsOf(string id) =>
        id == "base:bookworm"
            ? [new ReleaseCommit(new string('c', 40), "Ada <b>", "Add certificates | for @everyone (#12)", ["images/base/image.yaml"])]
            : [];

    public static string Digest(char digit) => $"sha256:{new string(digit, 64)}";

    public static ReleasedImage Image(string id, char digest, long size, params ReleasedPackage[] packages)
    {
        var (image, tag) = id.Split(':') is [var name, var version] ? (name, version) : (id, "latest");
        return new ReleasedImage(
            id,
            image,
            $"ghcr.io/acme/{image}:{tag}",
            Digest(digest),
            [tag],
            [new ReleasedPlatform("linux/amd64", Digest(digest), size)]
        )
        {
            Packages = packages,
        };
    }

    private static ReleasedPackage Debian(string name, string version) => new(PackageKind.Debian, name, version, "amd64");
}
