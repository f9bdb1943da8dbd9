namespace Images.Benchmarks.Gallery;

/// <summary>The image that most people would write first for the same software: everything that apt installs, and nothing cleaned.</summary>
/// <param name="Variant">The variant of the family that does the same.</param>
/// <param name="Suite">The Debian that both are made from.</param>
/// <param name="Packages">What the variant installs, with what its parents install.</param>
internal sealed record NaiveImage(string Variant, string Suite, string Packages)
{
    private const string Base = "ca-certificates python3";

    private const string Tools =
        $"{Base} assimp-utils git openexr unzip libgomp1 libpam0g libsm6 libstdc++6 libx11-6 libxext6 libxmu6 libxrender1 libxt6";

    /// <summary>Gets whether the packages are not all in Debian's main part.</summary>
    public bool NonFree { get; init; }

    /// <summary>Gets all of them, children before their parents, since a parent that is built anew makes its children out of date.</summary>
    public static IReadOnlyList<NaiveImage> All { get; } =
    [
        new("octave:bookworm", "bookworm", $"{Tools} docker.io octave"),
        new("octave:trixie", "trixie", $"{Tools} docker-cli octave"),
        new("torch:1.13.1", "bookworm", $"{Base} libcudart11.0 python3-numpy python3-torch") { NonFree = true },
        new("torch:2.6.0", "trixie", $"{Base} libcudart12 python3-numpy python3-torch") { NonFree = true },
        new("luxrender:3.13.5", "bookworm", $"{Base} embree-tools libgomp1 libx11-6"),
        new("batch-support:bookworm", "bookworm", $"{Tools} docker.io"),
        new("batch-support:trixie", "trixie", $"{Tools} docker-cli"),
        new("blender:3.4.1", "bookworm", $"{Base} blender python3-numpy"),
        new("blender:4.3.2", "trixie", $"{Base} blender python3-numpy"),
        new("cuda:11.8-runtime", "bookworm", $"{Base} libcudart11.0") { NonFree = true },
        new("cuda:11.8-devel", "bookworm", $"{Base} nvidia-cuda-toolkit") { NonFree = true },
        new("cuda:12.4-runtime", "trixie", $"{Base} libcudart12") { NonFree = true },
        new("cuda:12.4-devel", "trixie", $"{Base} nvidia-cuda-toolkit") { NonFree = true },
        new("povray:3.7-bookworm", "bookworm", $"{Base} povray povray-includes"),
        new("povray:3.7-trixie", "trixie", $"{Base} povray povray-includes"),
        new("r-ver:4.2.2", "bookworm", $"{Base} r-base-core r-cran-httr r-cran-jsonlite"),
        new("r-ver:4.5.0", "trixie", $"{Base} r-base-core r-cran-httr r-cran-jsonlite"),
        new("base:bookworm", "bookworm", Base),
        new("base:trixie", "trixie", Base),
    ];

    /// <summary>Gets its Dockerfile.</summary>
    public string Dockerfile
    {
        get
        {
            // Debian's file of sources has one of two forms.
            const string AllParts =
                "RUN sed -i -E 's/^(deb .* main|Components: main)$/\\1 contrib non-free/' "
                + "$(find /etc/apt -name '*.list' -o -name '*.sources')\n";
            // Java, which some packages recommend, cannot be set up without a folder that slim images lack.
            const string Manual = "RUN mkdir -p /usr/share/man/man1 && ";
            var parts = NonFree ? AllParts : "";
            return $"FROM debian:{Suite}-slim\n{parts}{Manual}apt-get update && apt-get install -y {Packages}\n";
        }
    }
}
