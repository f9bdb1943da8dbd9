using Images.Definitions;
using Images.Engines;
using Images.Jobs;
using Images.Jobs.Files;
using Images.Tests.Definitions;

namespace Images.Tests.Jobs.Files;

public sealed class JobFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void The_committed_schema_is_current() =>
        Repository.AssertGolden(Path.Combine(Repository.Root, "images", "job.schema.json"), JobSchema.Write());

    [Fact]
    public void Every_key_is_documented()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "jobs.md"));

        Assert.All(JobKeys.File.Keys, key => Assert.Contains($"`{key.Name}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_samples_can_be_read()
    {
        var samples = Directory.GetFiles(Path.Combine(Repository.Root, "samples", "jobs"), "*.yaml");

        Assert.NotEmpty(samples);
        Assert.All(samples, sample => Assert.NotEmpty(JobFile.Load(sample, Repository.Root).Jobs));
    }

    [Fact]
    public void A_small_job_has_a_name_an_output_folder_and_the_strict_profile()
    {
        var job = Assert.Single(Read("image: base\ncommand: echo hi\n").Jobs);

        Assert.Equal("job", job.Name);
        Assert.Equal(["base"], job.Images);
        Assert.Equal(["/bin/sh", "-c", "echo hi"], job.Command!);
        Assert.Equal(Path.Combine(folder.Path, "artifacts/jobs/job"), job.Output);
        Assert.Equal(("none", "caller", false), (job.Network, job.User, job.WritableRoot));
        Assert.Equal(new JobLimits(), job.Limits);
    }

    [Fact]
    public void Limits_are_read_in_their_units()
    {
        var job = Read("image: base\nlimits: { cpus: 1.5, memory: 64MiB, pids: 20, time: 2m, disk: 1GB, log: 10MB }\n").Jobs[0];

        Assert.Equal(
            new JobLimits
            {
                Processors = 1.5,
                MemoryBytes = 64 << 20,
                Pids = 20,
                Time = TimeSpan.FromMinutes(2),
                DiskBytes = 1_000_000_000,
                LogBytes = 10_000_000,
            },
            job.Limits
        );
    }

    [Fact]
    public void Parameters_keep_their_types_and_a_matrix_gives_them_theirs()
    {
        var jobs = Read(
            """
            image: base
            command: [run]
            matrix: { seed: [1, 2], mode: [fast] }
            params: { seed: "{{ seed }}", name: "run-{{ mode }}", text: "3", half: 0.5, on: true, id: 007, list: [1, a] }
            """
        ).Jobs;

        Assert.Equal(["job-1-fast", "job-2-fast"], jobs.Select(job => job.Name));
        Assert.Equal(
            """{"seed":2,"name":"run-fast","text":"3","half":0.5,"on":true,"id":"007","list":[1,"a"]}""",
            jobs[1].Params.ToJsonString()
        );
    }

    [Fact]
    public void Listed_jobs_take_over_what_the_file_says_and_some_of_it_by_key()
    {
        var jobs = Read(
            """
            image: base
            command: [run]
            env: { A: "1", B: "2" }
            limits: { time: 1m }
            at-once: 3
            jobs:
              - { name: one, env: { B: "3" } }
              - { image: other:1, limits: { pids: 9 } }
            """
        );

        Assert.Equal(3, jobs.AtOnce);
        Assert.Equal(["one", "job-2"], jobs.Jobs.Select(job => job.Name));
        Assert.Equal(["A=1", "B=3"], jobs.Jobs[0].Environment.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(["other:1"], jobs.Jobs[1].Images);
        Assert.Equal((9, TimeSpan.FromMinutes(1)), (jobs.Jobs[1].Limits.Pids, jobs.Jobs[1].Limits.Time));
    }

    [Fact]
    public void A_script_is_run_by_its_extension_by_its_first_line_or_by_what_is_said()
    {
        folder.Write("a.R", "1");
        folder.Write("b", "#!/bin/sh\n");

        Assert.Equal(["Rscript"], Read("image: base\nscript: a.R\n").Jobs[0].Script!.Interpreter);
        Assert.Empty(Read("image: base\nscript: b\n").Jobs[0].Script!.Interpreter);
        var inline = Read("image: base\ncode: print({{1}})\ninterpreter: /usr/bin/python3 -u\n").Jobs[0].Script!;
        Assert.Equal(("print({{1}})", "job.py"), (inline.Text, inline.FileName));
        Assert.Equal(["/usr/bin/python3", "-u"], inline.Interpreter);
    }

    [Fact]
    public void A_scene_brings_its_pictures_name()
    {
        folder.Write("scenes/cube.blend", "");

        var job = Read("image: blender\nresources: scenes\nscene: cube.blend\nframes: 1-3,7\n").Jobs[0];

        Assert.Equal([1, 2, 3, 7], job.Frames);
        Assert.Equal((1, 7), job.Animation);
        Assert.Equal("cube0007.png", job.Pictures!.Of(7));
    }

    [Theory]
    [InlineData("imag: base\n", "job.yaml:1:1: unknown key 'imag' (did you mean 'image'?)")]
    [InlineData("command: [x]\n", "job.yaml:1:1: 'image' is missing: name an image of the family, or any reference")]
    [InlineData("image: Base\n", "job.yaml:1:8: 'Base' is not an image: one of the family such as blender or r-ver:4.6, or a reference")]
    [InlineData("image: base\noutput: ../x\n", "job.yaml:2:9: '../x' is not a path below the job file's folder: relative, without '..'")]
    [InlineData("image: base\noutput: /etc\n", "job.yaml:2:9: '/etc' is not a path below the job file's folder")]
    [InlineData("image: base\nresources: none\n", "job.yaml:2:12: there is no folder none beside the job file")]
    [InlineData("image: base\nscript: none.py\n", "job.yaml:2:9: there is no file none.py beside the job file")]
    [InlineData("image: base\ncode: x\n", "job.yaml:2:7: what runs this script? add 'interpreter'")]
    [InlineData("image: base\ncode: x\ninterpreter: sh\ncommand: y\n", "job.yaml:1:1: both 'code' and 'command' say what is run")]
    [InlineData("image: base\ncommand: y\ninterpreter: sh\n", "job.yaml:3:14: 'interpreter' runs a script, and there is none")]
    [InlineData("image: base\nscene: a.blend\nframes: 1\n", "job.yaml:2:8: 'resources' is missing beside 'scene'")]
    [InlineData("image: base\ncommand: y\nframes: 1\n", "job.yaml:3:9: 'pictures' is missing beside 'frames'")]
    [InlineData("image: base\nframes: 4-1\npictures: a#.png\n", "job.yaml:2:9: '4-1' is not frames such as 1-4, 7 or 1-10,20")]
    [InlineData("image: base\nlimits: { memory: 2 }\n", "job.yaml:2:19: '2' is not a size such as 900MB or 1.5GiB")]
    [InlineData("image: base\nuser: [a]\n", "job.yaml:2:7: 'user' must be text, not a list")]
    [InlineData("image: base\nengine-socket: true\n", "job.yaml:2:1: unknown key 'engine-socket'")]
    [InlineData("image: base\nupload: results\n", "job.yaml:2:9: 'results' is not an address in storage such as s3://bucket/folder")]
    [InlineData("image: base\nresources: .\ninput: s3://abc\n", "job.yaml:3:8: both 'input' and 'resources' say what is read")]
    [InlineData("image: base\nnetwork: host\n", "job.yaml:2:10: 'host' is not a network for a job")]
    [InlineData("image: base\nmatrix: { a: [1] }\nname: x{{ b }}\n", "there is no axis 'b'")]
    [InlineData("image: base\nmatrix: { a: [1, 2] }\noutput: same\n", "two jobs have the output folder")]
    public void What_is_wrong_is_said_with_its_place(string text, string expected)
    {
        var error = Assert.Throws<DefinitionException>(() => Read(text));

        Assert.Contains(error.Errors, found => found.ToString().Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_in_one_go()
    {
        var error = Assert.Throws<DefinitionException>(() => Read("comand: x\nlimits: { tim: 3 }\nframes: x\n"));

        Assert.Equal(4, error.Errors.Count);
    }

    [Fact]
    public void A_folder_that_is_a_link_out_of_the_job_files_folder_is_refused()
    {
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "out"), "/etc");

        var error = Assert.Throws<DefinitionException>(() => Read("image: base\noutput: out\n"));

        Assert.Contains("a link that leads out of the job file's folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_one_line()
    {
        var error = Assert.Throws<DefinitionException>(() => JobFile.Load("none.yaml", folder.Path));

        Assert.StartsWith("none.yaml:1:1: there is no such file; name a job file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_command_line_says_comes_before_the_file()
    {
        var overrides = new JobOverrides
        {
            Output = "/x",
            Variables = ["A=1=2"],
            Texts = new Dictionary<string, string> { ["memory"] = "1GiB", ["timeout"] = "5s" },
        };

        var job = overrides.Apply(Read("image: base\nlimits: { memory: 2GiB, pids: 3 }\nenv: { A: '0' }\n").Jobs[0]);

        Assert.Equal(("/x", "1=2"), (job.Output, job.Environment["A"]));
        Assert.Equal((1L << 30, 3, TimeSpan.FromSeconds(5)), (job.Limits.MemoryBytes, job.Limits.Pids, job.Limits.Time));
        Assert.NotNull(JobOverrides.Problem("memory", "much"));
        Assert.Null(JobOverrides.Problem("memory", "1GiB"));
    }

    [Theory]
    [InlineData("data", "/here/data", "/here/data", true)]
    [InlineData("/data:rw", "/data", "/data", false)]
    [InlineData("../data:/x:ro", "/data", "/x", true)]
    [InlineData("/a:/x/y:rw", "/a", "/x/y", false)]
    public void A_mount_is_read_only_and_at_its_own_path_unless_it_says_otherwise(string text, string source, string target, bool readOnly)
    {
        Assert.Null(MountText.Problem(text));

        Assert.Equal(new ContainerMount(source, target, readOnly), MountText.Parse(text, "/here"));
    }

    [Theory]
    [InlineData(":/x", ":/x is not SOURCE[:TARGET][:rw]")]
    [InlineData("a:/b:/c", "a:/b:/c is not SOURCE[:TARGET][:rw]")]
    [InlineData("a:", "a: is not SOURCE[:TARGET][:rw]")]
    [InlineData("a:b", "b is no place in a container; write an absolute path that is not '/'")]
    [InlineData("a://", "// is no place in a container; write an absolute path that is not '/'")]
    [InlineData("a:/x/..", "/x/.. is no place in a container; write an absolute path that is not '/'")]
    public void What_is_no_mount_is_said(string text, string problem) => Assert.Equal(problem, MountText.Problem(text));

    [Fact]
    public void Parameters_are_given_as_json_as_a_python_module_and_as_variables()
    {
        var job = Read("image: base\nparams: { greeting: \"grüß 'dich' \\U0001F600\", list: [1, true] }\n").Jobs[0];

        Assert.Equal(
            "greeting = 'gr\\u00fc\\u00df \\'dich\\' \\U0001f600'\nlist = [1, True]\n",
            Images.Jobs.Running.WorkFiles.Module(job.Params)
        );
        var variables = Images.Jobs.Running.JobEnvironment.Variables(job, hasWork: true, isImageUser: false);
        Assert.Equal("grüß 'dich' 😀", variables["PARAM_GREETING"]);
        Assert.Equal("[1,true]", variables["PARAM_LIST"]);
        Assert.Equal(("/golem/output", "/golem/work"), (variables["OUTPUT_DIR"], variables["HOME"]));
        Assert.Equal("/golem/output", Images.Jobs.Running.JobEnvironment.Parameters(job)["OUTPUT_DIR"]!.GetValue<string>());
    }

    public void Dispose() => folder.Dispose();

    private JobFile Read(string text)
    {
        folder.Write("job.yaml", text);
        return JobFile.Load("job.yaml", folder.Path);
    }
}
