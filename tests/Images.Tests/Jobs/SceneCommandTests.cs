using System.Text.Json.Nodes;
using Images.Jobs;
using Images.Jobs.Files;

namespace Images.Tests.Jobs;

public sealed class SceneCommandTests
{
    [Fact]
    public void A_blend_file_is_rendered_to_the_frames_own_name() =>
        Assert.Equal(
            "blender --background --factory-startup -noaudio --threads 2 --python-exit-code 1 /golem/resources/cube.blend "
                + "--python-expr import bpy; scene = bpy.context.scene; scene.render.resolution_x = 320; scene.cycles.samples = 16 "
                + "--render-output /golem/output/cube_#### --render-format PNG --use-extension 1 --render-frame 3",
            Line("cube.blend", "cube_####.png", 3, new JsonObject { ["width"] = 320, ["samples"] = 16 })
        );

    [Fact]
    public void A_scene_in_python_is_built_before_it_is_rendered() =>
        Assert.Contains("--python /golem/resources/cube.py --render-output", Line("cube.py", "####.exr", 1), StringComparison.Ordinal);

    [Fact]
    public void A_format_of_blenders_follows_the_pictures_extension() =>
        Assert.Contains("--render-format OPEN_EXR", Line("cube.blend", "####.exr", 1), StringComparison.Ordinal);

    [Fact]
    public void The_clock_of_pov_ray_runs_from_the_first_frame_to_the_last() =>
        Assert.Equal(
            "povray +I/golem/resources/a.pov +O/golem/output/a0003.png +L/golem/resources +FN -D -GA +K0.666667 Declare=Frame=3 +WT2",
            Line("a.pov", "a####.png", 3)
        );

    [Fact]
    public void Luxconsole_writes_what_becomes_the_picture_afterwards()
    {
        Assert.Equal(
            "luxconsole -c /golem/resources/a.ecs --threads 2 --size 64 48 --spp 4 -o /golem/output/out42.ppm",
            Line(
                "a.ecs",
                "out#.png",
                42,
                new JsonObject
                {
                    ["width"] = 64,
                    ["height"] = 48,
                    ["samples"] = 4,
                }
            )
        );
        Assert.EndsWith("-o /golem/output/out42.ppm", Line("a.xml", "out#.ppm", 42), StringComparison.Ordinal);
    }

    private static string Line(string scene, string pictures, int frame, JsonObject? parameters = null)
    {
        Assert.True(PicturePattern.TryParse(pictures, out var pattern));
        var job = new JobDefinition
        {
            Name = "a",
            Images = ["i"],
            Scene = scene,
            Pictures = pattern,
            Frames = [frame],
            Animation = (1, 4),
            Params = parameters ?? [],
            Limits = new JobLimits { Processors = 1.5 },
        };
        return string.Join(' ', SceneCommand.Of(job, frame));
    }
}
