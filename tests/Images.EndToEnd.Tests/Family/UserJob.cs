namespace Images.EndToEnd.Tests.Family;

/// <summary>Work as the users of an image do it: their files in a folder of theirs, their result in the same folder.</summary>
/// <param name="Image">The variant that does it.</param>
/// <param name="Entrypoint">What replaces the image's entry point; null: the image's own.</param>
/// <param name="Command">What follows it.</param>
/// <param name="Result">The file that is there afterwards.</param>
/// <param name="Files">The user's files: the name in the folder, and the text.</param>
internal sealed record UserJob(
    string Image,
    string[]? Entrypoint,
    string[]? Command,
    string Result,
    params (string Name, string Text)[] Files
)
{
    /// <summary>Gets variables of the job.</summary>
    public Dictionary<string, string> Variables { get; init; } = [];

    /// <summary>Gets what the result begins with.</summary>
    public string Begins { get; init; } = string.Empty;

    private const string Picture = "\u0089PNG\r\n";

    private static readonly UserJob[] Small =
    [
        new(
            "base:bookworm",
            null,
            ["job.py"],
            "result.json",
            ("job.py", "import json\nitems = json.load(open('items.json'))\njson.dump({'sum': sum(items)}, open('result.json', 'w'))\n"),
            ("items.json", "[1, 2, 39]")
        )
        {
            Begins = "{\"sum\": 42}",
        },
        new(
            "r-ver:4.2.2",
            null,
            ["Rscript", "job.R"],
            "result.csv",
            ("job.R", "points <- read.csv('points.csv')\nwrite.csv(round(coef(lm(y ~ x, points)), 6), 'result.csv')\n"),
            ("points.csv", "x,y\n1,3\n2,5\n3,7\n")
        )
        {
            Begins = "\"\",\"x\"\n\"(Intercept)\",1\n\"x\",2\n",
        },
        new(
            "povray:3.7-bookworm",
            ["povray"],
            ["+Iscene.pov", "+Oresult.png", "+W64", "+H48", "+FN", "-D", "-GA"],
            "result.png",
            ("scene.pov", Repository("images/povray/smoke/scene.pov"))
        )
        {
            Begins = Picture,
        },
    ];

    private static readonly UserJob[] Large =
    [
        new("octave:bookworm", null, null, "result.txt")
        {
            Variables = new()
            {
                ["COMMAND"] = "x = magic(4) * [1; 2; 3; 4]; fid = fopen('result.txt', 'w'); fprintf(fid, '%d\\n', sum(x)); fclose(fid);",
            },
            Begins = "340\n",
        },
        Blender("3.4.1"),
        Blender("4.3.2"),
        new(
            "luxrender:3.13.5",
            ["/bin/sh", "-c"],
            ["luxconsole -c scene.ecs --size 64 48 --spp 4 -o result.ppm"],
            "result.ppm",
            ("scene.ecs", Repository("images/luxrender/smoke/scene.ecs")),
            ("scene.xml", Repository("images/luxrender/smoke/scene.xml"))
        )
        {
            Begins = "P6",
        },
        new(
            "cuda:11.8-devel",
            ["/bin/sh", "-c"],
            ["nvcc -O2 -gencode arch=compute_80,code=compute_80 -o result saxpy.cu && ./result"],
            "result",
            ("saxpy.cu", Repository("images/cuda/smoke/saxpy.cu"))
        )
        {
            Begins = "\u007fELF",
        },
        new(
            "torch:1.13.1",
            null,
            ["job.py"],
            "result.txt",
            ("job.py", "import torch\nx = torch.arange(6.0).reshape(2, 3)\nopen('result.txt', 'w').write(str((x @ x.T).tolist()))\n")
        )
        {
            Begins = "[[5.0, 14.0], [14.0, 50.0]]",
        },
    ];

    /// <summary>Gets what this run does: in seconds, or all of it.</summary>
    public static IReadOnlyList<UserJob> All { get; } =
        Environment.GetEnvironmentVariable(Breakage.Switch) == "full" ? [.. Small, .. Large] : Small;

    private static UserJob Blender(string version) =>
        new(
            $"blender:{version}",
            ["blender"],
            ["--background", "--factory-startup", "-noaudio", "--threads", "2", "--python-exit-code", "1", "--python", "job.py"],
            "result.png",
            (
                "job.py",
                Repository("images/blender/smoke/render.py")
                    .Replace("/golem/output/scene.png", "/golem/work/result.png", StringComparison.Ordinal)
            )
        )
        {
            Begins = Picture,
        };

    private static string Repository(string file) => File.ReadAllText(Path.Combine(FamilyFolder.Repository, file));
}
