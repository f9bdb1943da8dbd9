using System.Globalization;
using Images.Definitions;

namespace Images.Engines;

/// <summary>The mmdebstrap call that makes a small root file system, byte for byte the same from the same packages.</summary>
internal static class BootstrapCommand
{
    /// <summary>Clamps all times; also the time at which the image says it was made.</summary>
    public static readonly DateTimeOffset Epoch = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    /// <summary>Raised when the call changes, so that cached results of the old one are not used.</summary>
    public const int Generation = 2;

    private static readonly string[] Excluded = ["man", "info", "locale", "doc", "groff", "lintian", "linda"];

    /// <summary>The call.</summary>
    /// <param name="recipe">What to make.</param>
    /// <param name="sources">Lines of a sources.list.</param>
    /// <param name="target">The tar file to write.</param>
    /// <param name="temporaryFolder">Where it may work.</param>
    public static HostCommand For(BootstrapRecipe recipe, IReadOnlyList<string> sources, string target, string temporaryFolder)
    {
        List<string> arguments = ["--mode=root", "--variant=minbase", "--skip=output/dev", "--format=tar"];

        // Without it, Debian 12's base pulls all of perl in for a conversion that never happens (+50 MB).
        if (recipe.Suite == "bookworm")
        {
            arguments.AddRange(["--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr", "--include=usr-is-merged"]);
        }

        arguments.AddRange(Excluded.Select(folder => $"--dpkgopt=path-exclude=/usr/share/{folder}/*"));
        arguments.AddRange([
            "--dpkgopt=path-include=/usr/share/locale/locale.alias",
            "--dpkgopt=path-include=/usr/share/doc/*/copyright",
            "--dpkgopt=force-unsafe-io",
            "--aptopt=Acquire::Languages \"none\"",
            // Otherwise the building machine's own name and name servers would be in the image.
            """--customize-hook=echo localhost >"$1/etc/hostname"; : >"$1/etc/resolv.conf"; chmod 644 "$1/etc/hostname" "$1/etc/resolv.conf" """,
            // apt's own cleaning no longer sees its caches once the file is there.
            $$"""--customize-hook=rm -f "$1"/var/cache/apt/*.bin; printf '%s\n' '{{DockerClean}}' >"$1/etc/apt/apt.conf.d/docker-clean" """,
            recipe.Suite,
            target,
            .. sources,
        ]);
        // Mounts of its own vanish with it, however it ends.
        return new HostCommand("unshare", ["--mount", "--", "mmdebstrap", .. arguments])
        {
            Environment = new Dictionary<string, string>
            {
                ["SOURCE_DATE_EPOCH"] = Epoch.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                ["TMPDIR"] = temporaryFolder,
                ["LC_ALL"] = "C.UTF-8",
                ["DEBIAN_FRONTEND"] = "noninteractive",
            },
        };
    }

    /// <summary>Keeps downloaded packages and caches out of layers; builds that mount a cache remove the file, which has its usual name.</summary>
    private const string DockerClean =
        "DPkg::Post-Invoke { \"rm -f /var/cache/apt/archives/*.deb /var/cache/apt/*.bin\"; }; Dir::Cache::pkgcache \"\"; Dir::Cache::srcpkgcache \"\";";
}
