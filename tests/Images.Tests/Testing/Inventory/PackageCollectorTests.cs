using Images.Testing.Inventory;

namespace Images.Tests.Testing.Inventory;

public sealed class PackageCollectorTests
{
    private const string Status = "/var/lib/dpkg/status";
    private const string Curl = "Package: curl\nStatus: install ok installed\nArchitecture: amd64\nVersion: 7.88.1-10+deb12u8\n";

    [Fact]
    public async Task Debian_packages_are_those_that_are_installed()
    {
        var inventory = await new SampleArchive()
            .File("/usr/lib/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
            .File(
                Status,
                $"""
                {Curl}Description: one
                 Version: 2

                Package: gone
                Status: deinstall ok config-files
                Version: 1

                Package: libgcc-s1
                Status: hold ok installed
                Architecture: amd64
                Source: gcc-12 (12.2.0-14)
                Version: 12.2.0-14+b1

                """
            )
            .InventoryAsync();
        Assert.Equal(new Distribution("debian", "12"), inventory.Distribution);
        Assert.Equal(["curl 7.88.1-10+deb12u8", "libgcc-s1 12.2.0-14+b1"], inventory.Packages.Select(package => package.ToString()));
        Assert.Equal(("gcc-12", "12.2.0-14"), (inventory.Packages[1].Source, inventory.Packages[1].SourceVersion));
        Assert.Equal(
            (null, null, "amd64"),
            (inventory.Packages[0].Source, inventory.Packages[0].SourceVersion, inventory.Packages[0].Architecture)
        );
        Assert.Empty(inventory.Notes);
    }

    [Fact]
    public async Task Images_without_dpkg_list_each_package_in_a_file()
    {
        var inventory = await new SampleArchive()
            .File("/var/lib/dpkg/status.d/base", "Package: base-files\nVersion: 12.4\nArchitecture: amd64\n")
            .File("/var/lib/dpkg/status.d/base.md5sums", "Package: nonsense\nVersion: 1\n")
            .InventoryAsync();
        Assert.Equal(["base-files 12.4"], inventory.Packages.Select(package => package.ToString()));
    }

    [Fact]
    public async Task Licences_come_from_machine_readable_copyright_files_also_through_links()
    {
        const string Copyright = """
            Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/

            Files: *
            License: curl

            Files: lib/a.c
            License: GPL-2+ or Expat
             The text.

            License: Unused
             No file is under it.
            """;
        var inventory = await new SampleArchive()
            .File(
                Status,
                $"{Curl}\n{Curl.Replace("curl", "libcurl4", StringComparison.Ordinal)}\n{Curl.Replace("curl", "old", StringComparison.Ordinal)}"
            )
            .File("/usr/share/doc/curl/copyright", Copyright)
            .Link("/usr/share/doc/libcurl4", "curl")
            .File("/usr/share/doc/old/copyright", "This is for people. License: none\n")
            .InventoryAsync();
        Assert.Equal(["GPL-2+ or Expat", "curl"], inventory.Packages[0].Licenses);
        Assert.Equal(inventory.Packages[0].Licenses, inventory.Packages[1].Licenses);
        Assert.Empty(inventory.Packages[2].Licenses);
    }

    [Fact]
    public async Task Links_that_lead_in_a_circle_or_out_of_the_documents_give_no_licence()
    {
        var inventory = await new SampleArchive()
            .File(Status, $"{Curl}\n{Curl.Replace("curl", "b", StringComparison.Ordinal)}")
            .Link("/usr/share/doc/curl", "../doc/b")
            .Link("/usr/share/doc/b", "curl")
            .InventoryAsync();
        Assert.All(inventory.Packages, package => Assert.Empty(package.Licenses));
    }

    [Fact]
    public async Task Python_packages_are_found_wherever_an_environment_is_and_not_what_others_carry_within()
    {
        var inventory = await new SampleArchive()
            .File(
                "/opt/venv/lib/python3.11/site-packages/requests-2.31.0.dist-info/METADATA",
                "Metadata-Version: 2.1\nName: requests\nVersion: 2.31.0\nLicense: Apache 2.0\nClassifier: License :: OSI Approved :: Apache Software License\n\nName: no\n"
            )
            .File(
                "/usr/local/lib/python3.11/dist-packages/attrs-25.3.0.dist-info/METADATA",
                "Name: attrs\nVersion: 25.3.0\nLicense-Expression: MIT\nLicense: other\n"
            )
            .File("/usr/local/lib/python3.11/dist-packages/setuptools/_vendor/tomli-1.0.dist-info/METADATA", "Name: tomli\nVersion: 1.0\n")
            .File("/usr/local/lib/python3.11/site-packages/six.egg-info", "Name: six\nVersion: 1.16.0\n")
            .InventoryAsync();
        Assert.Equal(["attrs 25.3.0", "requests 2.31.0", "six 1.16.0"], inventory.Packages.Select(package => package.ToString()));
        Assert.Equal(
            [
                ["MIT"],
                ["Apache Software License"],
                [],
            ],
            inventory.Packages.Select(package => package.Licenses)
        );
    }

    [Fact]
    public async Task What_Debian_brought_is_known_from_its_lists_and_is_under_its_licence()
    {
        var inventory = await new SampleArchive()
            .File(Status, Curl.Replace("curl", "python3-numpy", StringComparison.Ordinal))
            .File("/var/lib/dpkg/info/python3-numpy:amd64.list", "/.\n/usr/lib/python3/dist-packages/numpy-1.24.2.egg-info/PKG-INFO\n")
            .File("/usr/share/doc/python3-numpy/copyright", "Format: http://dep.debian.net/deps/dep5/\nLicense: BSD-3-clause\n")
            .InventoryAsync();
        var numpy = inventory.Packages.Single(package => package.Kind == PackageKind.Python);
        Assert.Equal(("numpy 1.24.2", "python3-numpy"), (numpy.ToString(), numpy.Owner));
        Assert.Equal(["BSD-3-clause"], numpy.Licenses);
    }

    [Fact]
    public async Task R_packages_are_the_folders_of_a_library()
    {
        var inventory = await new SampleArchive()
            .File(
                "/usr/local/lib/R/site-library/jsonlite/DESCRIPTION",
                "Package: jsonlite\nVersion: 1.8.4\nLicense: MIT + file\n    LICENSE\n"
            )
            .File("/usr/local/lib/R/site-library/jsonlite/doc/DESCRIPTION", "Package: other\nVersion: 1\n")
            .InventoryAsync();
        var package = Assert.Single(inventory.Packages);
        Assert.Equal(
            (PackageKind.R, "jsonlite", "1.8.4", "MIT + file LICENSE"),
            (package.Kind, package.Name, package.Version, package.Licenses[0])
        );
    }

    [Fact]
    public async Task Npm_packages_are_the_folders_of_node_modules_scopes_included()
    {
        var inventory = await new SampleArchive()
            .File("/usr/lib/node_modules/npm/package.json", """{"name":"npm","version":"10.1.0","license":"Artistic-2.0"}""")
            .File(
                "/usr/lib/node_modules/npm/node_modules/@a/b/package.json",
                """{"name":"@a/b","version":"1.0.0","license":{"type":"ISC"}}"""
            )
            .File(
                "/usr/lib/node_modules/npm/node_modules/c/package.json",
                """{"name":"c","version":"2","licenses":[{"type":"MIT"},{"type":"GPL-2.0"}]}"""
            )
            .File("/usr/lib/node_modules/npm/lib/package.json", """{"name":"no","version":"1"}""")
            .File("/usr/lib/node_modules/esm/package.json", """{"type":"module"}""")
            .InventoryAsync();
        Assert.Equal(["@a/b 1.0.0", "c 2", "npm 10.1.0"], inventory.Packages.Select(package => package.ToString()));
        Assert.Equal(["ISC", "MIT OR GPL-2.0", "Artistic-2.0"], inventory.Packages.Select(package => package.Licenses[0]));
    }

    [Fact]
    public async Task What_cannot_be_read_is_noted_and_the_rest_is_found()
    {
        var inventory = await new SampleArchive()
            .File("/usr/lib/node_modules/deep/package.json", new string('[', 100_000))
            .File("/usr/lib/node_modules/odd/package.json", [0xFF, 0xFE, 0x00])
            .File("/usr/lib/node_modules/list/package.json", "[1]")
            .File("/usr/lib/node_modules/evil/package.json", """{"name":"a\u001b[2J\nb","version":"1"}""")
            .File("/usr/local/lib/R/library/none/DESCRIPTION", "nothing\n")
            .File("/opt/x/site-packages/a.dist-info/METADATA", [0xE9, 0x0A, 0x3A])
            .File("/usr/lib/node_modules/good/package.json", """{"name":"good","version":"1"}""")
            .InventoryAsync();
        Assert.Equal(["good 1"], inventory.Packages.Select(package => package.ToString()));
        Assert.Equal(5, inventory.Notes.Count);
        Assert.All(inventory.Notes, note => Assert.DoesNotContain(note, char.IsControl));
        Assert.Contains("/usr/lib/node_modules/deep/package.json: is no JSON; it was left out", inventory.Notes);
    }

    [Fact]
    public async Task More_than_there_is_room_for_is_noted()
    {
        var inventory = await new SampleArchive()
            .File(Status, Curl)
            .File("/usr/local/lib/R/library/a/data", new byte[2048])
            .File("/usr/local/lib/R/library/b/DESCRIPTION", "Package: b\nVersion: 1\n")
            .InventoryAsync(new TreeLimits { Bytes = 2048 });
        Assert.Equal(["curl 7.88.1-10+deb12u8"], inventory.Packages.Select(package => package.ToString()));
        Assert.StartsWith("the image: has more than ", Assert.Single(inventory.Notes), StringComparison.Ordinal);
    }
}
