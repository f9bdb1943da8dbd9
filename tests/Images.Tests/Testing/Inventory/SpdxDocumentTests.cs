using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Images.Testing.Inventory;
using Images.Testing.Inventory.Spdx;

namespace Images.Tests.Testing.Inventory;

public sealed class SpdxDocumentTests
{
    private static readonly SpdxSubject Subject = new(
        "docker.io/acme/r-ver:4.6.1",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        new DateTimeOffset(2026, 11, 21, 9, 30, 0, TimeSpan.FromHours(2))
    )
    {
        Platform = "linux/amd64",
    };

    private static readonly ImageInventory Inventory = new(
        "sha256:1",
        new Distribution("debian", "12"),
        [
            new(PackageKind.Debian, "curl", "1:7.88.1-10+deb12u8") { Architecture = "amd64", Licenses = ["curl", "GPL-2+ or Expat"] },
            new(PackageKind.Debian, "libgcc-s1", "12.2.0-14+b1")
            {
                Architecture = "amd64",
                Source = "gcc-12",
                SourceVersion = "12.2.0-14",
            },
            new(PackageKind.Debian, "r-cran-jsonlite", "1.8.4-1") { Architecture = "amd64", Licenses = ["Expat"] },
            new(PackageKind.Python, "Typing_Extensions", "4.0") { Licenses = ["My own"], Location = "/a \"b\"" },
            new(PackageKind.R, "jsonlite", "1.8.4") { Licenses = ["MIT + file LICENSE"], Owner = "r-cran-jsonlite" },
            new(PackageKind.Npm, "@a/b", "1.0.0"),
        ],
        ["/opt: has more than 1 GiB; the rest was not read"]
    );

    private static string Text => Encoding.UTF8.GetString(SpdxDocument.Create(Subject, Inventory).ToBytes());

    [Fact]
    public void The_document_is_as_verified() => Golden.Verify(Text, "r-ver.spdx.json");

    [Fact]
    public void The_document_of_an_image_is_always_the_same_and_named_apart_from_others()
    {
        Assert.Equal(Text, Text);
        var other = SpdxDocument.Create(Subject, Inventory with { Packages = [.. Inventory.Packages.Skip(1)] }).ToBytes();
        Assert.NotEqual(Namespace(Encoding.UTF8.GetBytes(Text)), Namespace(other));

        static string Namespace(byte[] bytes) => JsonDocument.Parse(bytes).RootElement.GetProperty("documentNamespace").GetString()!;
    }

    // The rules of SPDX 2.3 and its JSON schema on the members that are written.
    [Fact]
    public void The_document_keeps_the_rules_of_SPDX()
    {
        using var json = JsonDocument.Parse(Text);
        var document = json.RootElement;
        Assert.Equal(("SPDX-2.3", "CC0-1.0", "SPDXRef-DOCUMENT"), (Member("spdxVersion"), Member("dataLicense"), Member("SPDXID")));
        Assert.Matches("^https?://[^#]+$", Member("documentNamespace"));
        Assert.Equal("2026-11-21T07:30:00Z", document.GetProperty("creationInfo").GetProperty("created").GetString());
        var packages = document.GetProperty("packages").EnumerateArray().ToList();
        var ids = packages.Select(package => package.GetProperty("SPDXID").GetString()!).ToList();
        Assert.Equal(Inventory.Packages.Count + 1, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^SPDXRef-[A-Za-z0-9.-]+$", id));
        foreach (var relationship in document.GetProperty("relationships").EnumerateArray())
        {
            Assert.Contains(relationship.GetProperty("spdxElementId").GetString()!, ids.Append("SPDXRef-DOCUMENT"));
            Assert.Contains(relationship.GetProperty("relatedSpdxElement").GetString()!, ids);
        }

        var used = packages.SelectMany(package =>
            Regex.Matches(package.GetProperty("licenseDeclared").GetString()!, "LicenseRef-[A-Za-z0-9.-]+")
        );
        var extracted = document
            .GetProperty("hasExtractedLicensingInfos")
            .EnumerateArray()
            .Select(info => info.GetProperty("licenseId").GetString());
        Assert.Equal(used.Select(match => match.Value).Distinct().Order(StringComparer.Ordinal), extracted);
        Assert.All(packages, package => Assert.False(package.GetProperty("filesAnalyzed").GetBoolean()));

        string Member(string name) => document.GetProperty(name).GetString()!;
    }

    [Theory]
    [InlineData(0, "pkg:deb/debian/curl@1%3A7.88.1-10%2Bdeb12u8?arch=amd64&distro=debian-12")]
    [InlineData(1, "pkg:deb/debian/libgcc-s1@12.2.0-14%2Bb1?arch=amd64&distro=debian-12&upstream=gcc-12%4012.2.0-14")]
    [InlineData(3, "pkg:pypi/typing-extensions@4.0")]
    [InlineData(4, "pkg:cran/jsonlite@1.8.4")]
    [InlineData(5, "pkg:npm/%40a/b@1.0.0")]
    public void Packages_have_urls(int index, string url) =>
        Assert.Equal(url, PackageUrl.Of(Inventory.Packages[index], Inventory.Distribution));
}
