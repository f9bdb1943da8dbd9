using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Images.Jobs;

/// <summary>The command that renders a frame of a scene, by the scene's extension.</summary>
internal static class SceneCommand
{
    private static readonly Dictionary<string, string> BlenderFormats = new(StringComparer.OrdinalIgnoreCase)
    {
        ["png"] = "PNG",
        ["jpg"] = "JPEG",
        ["exr"] = "OPEN_EXR",
        ["tif"] = "TIFF",
        ["tga"] = "TGA",
        ["bmp"] = "BMP",
    };

    /// <summary>Names the renderer of a scene.</summary>
    /// <param name="scene">The scene's path.</param>
    /// <returns>Null when there is none.</returns>
    public static string? KindOf(string scene) =>
        Path.GetExtension(scene).ToLowerInvariant() switch
        {
            ".blend" or ".py" => "blender",
            ".pov" => "povray",
            ".ecs" or ".xml" => "luxconsole",
            _ => null,
        };

    /// <summary>Says whether a frame's picture depends on where the whole animation begins and ends.</summary>
    /// <param name="job">The job.</param>
    /// <returns>True where its place between the two is the scene's clock.</returns>
    public static bool KnowsAnimation(JobDefinition job) => job.Scene is { } scene && KindOf(scene) == "povray";

    /// <summary>Says what file a renderer writes where the picture's own format is none of its.</summary>
    /// <param name="job">The job, with a scene and pictures.</param>
    /// <param name="frame">The frame.</param>
    /// <returns>The name of the file that is turned into the picture; null: it writes the picture itself.</returns>
    public static string? Raw(JobDefinition job, int frame) =>
        KindOf(job.Scene!) == "luxconsole" && !job.Pictures!.Extension.Equals("ppm", StringComparison.OrdinalIgnoreCase)
            ? Path.ChangeExtension(job.Pictures.Of(frame), ".ppm")
            : null;

    /// <summary>Makes the command.</summary>
    /// <param name="job">The job, with a scene and pictures.</param>
    /// <param name="frame">The frame.</param>
    /// <returns>The program and its arguments.</returns>
    public static IReadOnlyList<string> Of(JobDefinition job, int frame)
    {
        var scene = $"{JobFolders.Resources}/{job.Scene}";
        return KindOf(job.Scene!) switch
        {
            "blender" => Blender(job, scene, frame),
            "povray" => Povray(job, scene, frame),
            _ => Luxconsole(job, scene, frame),
        };
    }

    private static IReadOnlyList<string> Blender(JobDefinition job, string scene, int frame)
    {
        var pictures = job.Pictures!;
        var name = $"{pictures.Before}{new string('#', pictures.Digits)}{Path.ChangeExtension(pictures.After, null)}";
        var isScript = scene.EndsWith(".py", StringComparison.OrdinalIgnoreCase);
        var wishes = new StringBuilder();
        Add(wishes, "render.resolution_x", Number(job.Params, "width"));
        Add(wishes, "render.resolution_y", Number(job.Params, "height"));
        Add(wishes, "cycles.samples", Number(job.Params, "samples"));
        return
        [
            "blender",
            "--background",
            "--factory-startup",
            "-noaudio",
            .. Threads(job) is { } threads ? ["--threads", threads] : Array.Empty<string>(),
            "--python-exit-code",
            "1",
            .. isScript ? ["--python", scene] : new[] { scene },
            .. wishes.Length > 0 ? ["--python-expr", $"import bpy; scene = bpy.context.scene{wishes}"] : Array.Empty<string>(),
            "--render-output",
            $"{JobFolders.Output}/{name}",
            "--render-format",
            BlenderFormats.GetValueOrDefault(pictures.Extension, "PNG"),
            "--use-extension",
            "1",
            "--render-frame",
            frame.ToString(CultureInfo.InvariantCulture),
        ];

        static void Add(StringBuilder code, string member, long? value)
        {
            if (value is not null)
            {
                code.Append(CultureInfo.InvariantCulture, $"; scene.{member} = {value}");
            }
        }
    }

    // The clock goes from 0 at the first frame to 1 at the last, as in an animation of POV-Ray's own.
    private static IReadOnlyList<string> Povray(JobDefinition job, string scene, int frame)
    {
        var (first, last) = job.Animation;
        var clock = last == first ? 0 : (double)(frame - first) / (last - first);
        return
        [
            "povray",
            $"+I{scene}",
            $"+O{JobFolders.Output}/{job.Pictures!.Of(frame)}",
            $"+L{JobFolders.Resources}",
            "+FN",
            "-D",
            "-GA",
            string.Create(CultureInfo.InvariantCulture, $"+K{clock:0.######}"),
            string.Create(CultureInfo.InvariantCulture, $"Declare=Frame={frame}"),
            .. Prefixed("+W", Number(job.Params, "width")),
            .. Prefixed("+H", Number(job.Params, "height")),
            .. Threads(job) is { } threads ? [$"+WT{threads}"] : Array.Empty<string>(),
        ];
    }

    private static IReadOnlyList<string> Luxconsole(JobDefinition job, string scene, int frame) =>
        [
            "luxconsole",
            scene.EndsWith(".ecs", StringComparison.OrdinalIgnoreCase) ? "-c" : "-i",
            scene,
            .. Threads(job) is { } threads ? ["--threads", threads] : Array.Empty<string>(),
            .. Number(job.Params, "width") is { } width && Number(job.Params, "height") is { } height
                ? ["--size", Text(width), Text(height)]
                : Array.Empty<string>(),
            .. Number(job.Params, "samples") is { } samples ? ["--spp", Text(samples)] : Array.Empty<string>(),
            "-o",
            $"{JobFolders.Output}/{Raw(job, frame) ?? job.Pictures!.Of(frame)}",
        ];

    private static string? Threads(JobDefinition job) =>
        job.Limits.Processors is { } processors ? Text((long)Math.Ceiling(processors)) : null;

    private static IEnumerable<string> Prefixed(string option, long? value) => value is { } number ? [option + Text(number)] : [];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long? Number(JsonObject parameters, string name) =>
        long.TryParse(parameters[name]?.ToJsonString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
