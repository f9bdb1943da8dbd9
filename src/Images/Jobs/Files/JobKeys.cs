using Images.Definitions.Syntax;

namespace Images.Jobs.Files;

/// <summary>The table of all keys: what a job file may say.</summary>
/// <remarks>A key stands here only when something obeys it; any other is an error, never ignored.</remarks>
internal static class JobKeys
{
    /// <summary>Gets the keys of one job, in the order in which people write them.</summary>
    public static IReadOnlyList<Key> OfJob { get; } =
    [
        new("name", Text(JobRules.Name), "The job's name, in messages and paths.") { Default = "the file's name" },
        new("description", Text(TextRules.Line), "What the job does, in one line."),
        new(
            "image",
            new WordOrListShape(JobRules.Image, new ListShape(Text(JobRules.Image)) { Distinct = true, NotEmpty = true }),
            "The image: one of the family by its id, name or tag, or any reference; of a list the first that the engine has."
        ),
        new(
            "script",
            Text(JobRules.Beside),
            "A script beside the job file; it is copied into the work directory as job.EXTENSION and run."
        ),
        new("code", Text(JobRules.Code), "A script as text, in place of a file; the extension is that of 'interpreter'."),
        new("interpreter", new CommandShape(TextRules.Value), "What runs the script: a program, or a list of a program and its arguments.")
        {
            Default = "by the extension: python3, Rscript, bash, sh, octave, perl, node, julia; a script with '#!' runs itself",
        },
        new(
            "command",
            new CommandShape(TextRules.Lines),
            "A command in place of a script: a line for the shell, or a list that is executed as it is."
        )
        {
            Default = "the image's own",
        },
        new("entrypoint", Text(TextRules.YesOrNo), "Whether the command goes to the image's own entry point as its arguments.")
        {
            Default = "false: it takes the entry point's place",
        },
        new(
            "params",
            new MapShape(TextRules.VariableName, new FreeShape()),
            "Parameters: params.json beside the script (params.py too for Python), and variables PARAM_NAME."
        ),
        new("env", new MapShape(TextRules.VariableName, Text(TextRules.Value)), "Environment variables."),
        new("resources", Text(JobRules.Beside), "A folder that the job may only read, at /golem/resources."),
        new("work", Text(JobRules.Beside), "A folder that the job works in, at /golem/work; it is its working directory.")
        {
            Default = "one that is gone afterwards",
        },
        new("output", Text(JobRules.Beside), "A folder for results, at /golem/output; they are listed with their digests.")
        {
            Default = "artifacts/jobs/NAME",
        },
        new("input", Text(JobRules.Storage), "What is copied out of S3-compatible storage beforehand, in place of 'resources'."),
        new("upload", Text(JobRules.Storage), "Where in S3-compatible storage the results are copied to, also when the job failed."),
        new(
            "user",
            Text(JobRules.User),
            "Who the job is in the container: caller, image for the image's own, or a user. Its files are the caller's afterwards."
        )
        {
            Default = "caller",
        },
        new("network", Text(JobRules.Network), "The network that the container is in.") { Default = "none" },
        new("limits", new RecordShape(Limits), "What the job may use; at its limit it is ended, and that is said."),
        new("shm", Text(TextRules.Size), "The size of /dev/shm.") { Default = "64MiB" },
        new(
            "tmpfs",
            new ListShape(Text(TextRules.Tmpfs)) { Distinct = true, NotEmpty = true },
            "Directories in memory: /DIRECTORY or /DIRECTORY:OPTIONS, the options exec, noexec, size=, mode=, uid= and gid=."
        )
        {
            Default = "/tmp",
        },
        new("writable-root", Text(TextRules.YesOrNo), "Whether the root file system can be written.") { Default = "false" },
        new(
            "capabilities",
            new ListShape(Text(TextRules.Capability)) { Distinct = true, NotEmpty = true },
            "Capabilities out of those that containers have by default."
        )
        {
            Default = "none",
        },
        new("gpu", Text(TextRules.YesOrNo), "Whether all GPUs are handed in; without one the job fails.") { Default = "false" },
        new(
            "scene",
            Text(JobRules.Beside),
            "A scene in 'resources' to render, in place of a script: .blend, .py for Blender, .pov, .ecs or .xml. The params width, height and samples hold for it."
        ),
        new("frames", Text(JobRules.Frames), "The frames to make, a container each; those whose pictures are there already are left out."),
        new("pictures", Text(JobRules.Pictures), "What a frame's picture is called in the output folder.")
        {
            Default = "the scene's name and ####.png",
        },
        new("sheet", Text(TextRules.YesOrNo), "Whether a contact sheet of all frames is made, contact-sheet.png.") { Default = "true" },
        new("retries", Text(JobRules.Retries), "How often a job that failed is tried again, after 1, 2, 4... seconds.") { Default = "0" },
        new("matrix", new MatrixShape(), "Axes with their values: a job for each combination; {{ axis }} is replaced in the job's values."),
    ];

    /// <summary>Gets the keys of a job file: those of a job, and a list of jobs that take them over.</summary>
    public static RecordShape File { get; } =
        new([
            .. OfJob,
            new("at-once", Text(JobRules.AtOnce), "How many containers are up at once; --jobs says otherwise.")
            {
                Default = "from the number of processors",
            },
            new("pool", new RecordShape(PoolKeys.All), "The pool of machines that --azure-pool writes down in cluster.json."),
            new(
                "jobs",
                new ListShape(new RecordShape(OfJob)) { NotEmpty = true },
                "Several jobs; each takes over what the file says beside them, params, env and limits by key."
            ),
        ]);

    private static IReadOnlyList<Key> Limits =>
        [
            new("cpus", Text(JobRules.Processors), "Processors, such as 2 or 0.5.") { Default = "all" },
            new("memory", Text(TextRules.Size), "The most memory; there is no swap.") { Default = "2GiB" },
            new("pids", Text(TextRules.ProcessCount), "The most processes at once.") { Default = "256" },
            new("time", Text(TextRules.Duration), "How long it may run.") { Default = "for ever" },
            new("disk", Text(TextRules.Size), "The most bytes in its work and output folders.") { Default = "as much as there is" },
            new("log", Text(TextRules.Size), "The most that it may write on standard output and error.") { Default = "256MiB" },
        ];

    private static TextShape Text(TextRule rule) => new(rule);
}
