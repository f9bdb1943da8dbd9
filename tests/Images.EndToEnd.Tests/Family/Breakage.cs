namespace Images.EndToEnd.Tests.Family;

/// <summary>One way to break an image of the repository that a look at its version does not show.</summary>
/// <param name="Image">The variant that is broken.</param>
/// <param name="What">Names the broken image.</param>
/// <param name="Command">What breaks it, as root.</param>
/// <param name="Version">What still works; the line of a shell.</param>
/// <param name="Failing">The tests of the image that have to fail.</param>
internal sealed record Breakage(string Image, string What, string Command, string Version, params string[] Failing)
{
    /// <summary>The environment variable that, with the value <c>full</c>, lets the tests break the large images too.</summary>
    public const string Switch = "IMAGES_TEST_FAMILY";

    private const string Scene = "a scene is rendered";
    private const string Cycles = "a scene is rendered with Cycles";

    private static readonly Breakage[] Small =
    [
        new(
            "base:bookworm",
            "without-ssl",
            "rm /usr/lib/python3.11/lib-dynload/_ssl.*.so",
            "python3 --version",
            "python has what jobs import"
        ),
        new("base:bookworm", "foreign-folders", "chown -R 0:0 /golem", "python3 --version", "job directories belong to the user"),
        new(
            "povray:3.7-bookworm",
            "without-includes",
            "rm -r /usr/share/povray-3.7/include",
            "povray --version",
            Scene,
            "any user may render"
        ),
        new(
            "povray:3.7-bookworm",
            "without-paths",
            "sed -i /^Library_Path/d /etc/povray/3.7/povray.ini",
            "povray --version",
            Scene,
            "any user may render"
        ),
    ];

    private static readonly Breakage[] Large =
    [
        new(
            "luxrender:3.13.5",
            "without-embree",
            "rm /opt/luxrender/lib/libembree3.so.3",
            "test -x /opt/luxrender/luxconsole",
            Scene,
            "any user may render",
            "a missing scene is an error"
        ),
        new(
            "luxrender:3.13.5",
            "without-x11",
            "dpkg --force-depends --purge libx11-6",
            "test -x /opt/luxrender/luxconsole",
            Scene,
            "any user may render",
            "a missing scene is an error"
        ),
        new("blender:3.4.1", "without-cycles", "rm -r /usr/share/blender/scripts/addons/cycles", "blender --version", Cycles),
        new("blender:3.4.1", "without-colours", "rm -r /usr/share/blender/datafiles/colormanagement", "blender --version", Cycles),
        new("blender:4.3.2", "without-cycles", "rm -r /usr/share/blender/scripts/addons_core/cycles", "blender --version", Cycles),
        new("blender:4.3.2", "without-colours", "rm -r /usr/share/blender/datafiles/colormanagement", "blender --version", Cycles),
    ];

    /// <summary>Gets what this run breaks: what is small, or all of it.</summary>
    public static IReadOnlyList<Breakage> All { get; } =
        Environment.GetEnvironmentVariable(Switch) == "full"
            ? [.. Small, .. ComputingBreakages.Small, .. Large, .. ComputingBreakages.Large]
            : [.. Small, .. ComputingBreakages.Small];

    /// <summary>Gets the name of the broken image.</summary>
    public string Name => $"{Image.Replace(':', '-')}-{What}";
}
