namespace Images.Build.CommandLine;

/// <summary>The table of verbs.</summary>
internal static class Verbs
{
    /// <summary>The name of the main job, which is what happens without a verb.</summary>
    public const string MainJob = "";

    /// <summary>Gets the names of the verbs that build.</summary>
    public static IReadOnlyList<string> Building { get; } = [MainJob, "build", "test", "publish"];

    /// <summary>Gets the form of <c>test</c> that runs loose files on an image, with no need of a family.</summary>
    public static Verb LooseTests { get; } =
        new("test", "StructureTest", "Run files of container-structure-test on an image") { NeedsFamily = false, Hidden = true };

    /// <summary>Gets every verb in the order of help.</summary>
    public static IReadOnlyList<Verb> All { get; } =
    [
        new(MainJob, "Default", "Render, build, test and report: the main job")
        {
            Arguments = VerbArguments.Selectors,
            Examples = ["", "'r-ver:4.6*'"],
        },
        new("list", "List", "List the images, their tags and what they are built from")
        {
            Arguments = VerbArguments.Selectors,
            Examples = ["list", "list base+children --json"],
        },
        new("graph", "Graph", "Show which image is built from which")
        {
            Arguments = VerbArguments.Selectors,
            Examples = ["graph", "graph --format=mermaid"],
        },
        new("plan", "Plan", "Say what would be built, and which input made it so; build nothing")
        {
            Arguments = VerbArguments.Selectors,
            Examples = ["plan", "plan --exit-code 'r-ver:4.6*'", "plan --explain=blender"],
        },
        new("matrix", "Matrix", "Cut the work into jobs of a GitHub workflow, in layers that need only earlier ones")
        {
            Arguments = VerbArguments.Selectors,
            Examples =
            [
                "matrix --changed-since origin/main +children --json",
                "matrix --against=registry",
                "matrix --layers=1 --max-entries=20",
            ],
        },
        new("render", "Render", "Write the Dockerfiles from the templates and remove those that have no definition any more")
        {
            Examples = ["render", "render --check"],
        },
        new("lint", "Lint", "Check the definitions and the rendered Dockerfiles against the rules of docs/lint-rules.md")
        {
            Arguments = VerbArguments.Selectors,
            Examples = ["lint", "lint r-ver --json"],
        },
        new("lock", "Lock", "Settle in images.lock what the external bases are: add what is missing, remove what is not used")
        {
            Arguments = VerbArguments.Selectors,
            Examples = ["lock", "lock --update r-ver", "lock --check"],
        },
        new("outdated", "Outdated", "Say which external bases are not what images.lock says any more; exit 10 when one moved")
        {
            Arguments = VerbArguments.Selectors,
            Examples = ["outdated", "outdated --json"],
        },
        new("inspect", "Inspect", "Say what an image is on the engine and in its registry, and whether it is current")
        {
            NeedsFamily = false,
            Arguments = VerbArguments.Reference,
            Examples = ["inspect r-ver:4.6.1", "inspect ghcr.io/acme/base:1 --json", "inspect r-ver:4.6.1 --packages"],
        },
        new("diff", "Diff", "Say how two images differ: packages, files, layers and what they declare; see docs/inventory-and-reports.md")
        {
            NeedsFamily = false,
            Arguments = VerbArguments.TwoReferences,
            Examples = ["diff r-ver:4.5.3 r-ver:4.6.1", "diff docker://ghcr.io/acme/base:1 base:1 --packages --json"],
        },
        new("build", "Build", "Render and build the images")
        {
            Arguments = VerbArguments.Selectors,
            Examples = ["build", "build r-ver --jobs=2 --progress=plain"],
        },
        new("test", "Test", "Render, build and test the images, and report")
        {
            Arguments = VerbArguments.Selectors,
            Examples = ["test", "test base+children '!blender:*'", "test --cst=structure.yaml --image=debian:bookworm-slim"],
        },
        LooseTests,
        new("verify", "Verify", "Compare the engine's images of the family with a committed list of names, tags and ids")
        {
            Arguments = VerbArguments.OptionalPath,
            Examples = ["verify", "verify --write", "verify released.integrity"],
        },
        new("run", "Run", "Run jobs in containers: job files, or a command in an image; see docs/jobs.md")
        {
            NeedsFamily = false,
            Arguments = VerbArguments.Jobs,
            Examples =
            [
                "run samples/jobs/animation.yaml",
                "run sweep.yaml --jobs=4 --json",
                "run r-ver:4.6 --output=results -- Rscript -e 'sessionInfo()'",
            ],
        },
        new("compute", "Compute", "Run a staged computation on files, in a container that is kept for its commit; see docs/jobs.md")
        {
            NeedsFamily = false,
            Arguments = VerbArguments.Computation,
            Examples =
            [
                "compute store/ numbers.txt",
                "compute -n --source=computations/sum store/ numbers.txt",
                "compute --source=computations/sum --dockerfile",
            ],
        },
        new("publish", "Publish", "Render, build and test the images, and publish them: all tags or none")
        {
            Aliases = ["push"],
            Arguments = VerbArguments.Selectors,
            Examples = ["publish", "publish --dryrun", "publish r-ver --registry=ghcr.io/acme", "publish --resume", "publish --release"],
        },
        new("release", "Release", "Release the published family on GitHub: notes of what changed, images.json, SBOMs and checksums")
        {
            Examples = ["release --tag=v1.4", "release --draft", "release --notes-only", "release --dryrun"],
        },
        new("readme", "Readme", "Write the page of each image, images/NAME/README.md, from its definition; with --push also Docker Hub's")
        {
            Examples = ["readme", "readme --check", "readme --push"],
        },
        new("promote", "Promote", "Put another tag on a published image, by the same guards")
        {
            NeedsFamily = false,
            Arguments = VerbArguments.TwoReferences,
            Placeholders = "IMAGE TAG",
            Examples = ["promote r-ver:4.6.1 stable", "promote ghcr.io/acme/base@sha256:0123… latest"],
        },
        new("copy", "Copy", "Copy a published image, with all platforms and what is attached to it, to another repository or registry")
        {
            NeedsFamily = false,
            Arguments = VerbArguments.TwoReferences,
            Placeholders = "IMAGE TARGET",
            Examples = ["copy r-ver:4.6.1 registry.example:5000/mirror/r-ver:4.6.1"],
        },
        new("eol", "Eol", "List the variants whose support has ended or ends soon")
        {
            Arguments = VerbArguments.Selectors,
            Examples = ["eol", "eol --within=26w --json"],
        },
        new("new", "New", "Begin an image that can be built and passes its tests; see docs/adding-an-image.md")
        {
            Arguments = VerbArguments.ChoiceAndName,
            Choices = ["image"],
            Examples = ["new image jq --from=base --apt=jq", "new image pool --from=r-ver --r=jsonlite,httr --template=pool"],
        },
        new("import", "Import", "Make images of a docker-bake.hcl, a docker-bake.json, a Dockerfile or a folder of Dockerfiles")
        {
            NeedsFamily = false,
            Arguments = VerbArguments.Path,
            Examples = ["import docker-bake.hcl", "import docker/ --context=. --dryrun"],
        },
        new("comment", "Comment", "Keep one comment on a pull request up to date: what changes and why, what came of it, how sizes change")
        {
            Arguments = VerbArguments.Selectors,
            Examples =
            [
                "comment --changed-since origin/main +children --reports=reports",
                "comment --changed-since origin/main +children --pull-request=12 --dryrun",
            ],
        },
        new("schema", "Schema", "Write the JSON schemas of the definition files beside them") { Examples = ["schema"] },
        new("doctor", "Doctor", "Check the machine, and say how to put right what is wrong")
        {
            NeedsFamily = false,
            Examples = ["doctor", "doctor --json"],
        },
        new("clean", "Clean", "Remove containers and image names that an interrupted run has left")
        {
            NeedsFamily = false,
            Examples = ["clean", "clean --images --dryrun", "clean --published --dryrun", "clean --computations", "clean --private-engine"],
        },
        new("completion", "Completion", "Print the completion script of a shell")
        {
            NeedsFamily = false,
            Arguments = VerbArguments.Choice,
            Choices = ["bash", "zsh", "fish"],
            Examples = ["completion bash"],
        },
        new("reference", "Reference", "Print docs/command-line.md") { Hidden = true },
    ];

    /// <summary>Gets the verbs that help names.</summary>
    public static IEnumerable<Verb> Listed => All.Where(verb => verb is { Hidden: false, Name.Length: > 0 });

    /// <summary>Finds a verb by what was typed.</summary>
    /// <param name="name">The word.</param>
    /// <returns>The verb, or null.</returns>
    public static Verb? Find(string name) => All.FirstOrDefault(verb => verb.Name == name || verb.Aliases.Contains(name));

    /// <summary>Finds a verb by its target, upper and lower case being equal as in Cake.</summary>
    /// <param name="target">The target.</param>
    /// <returns>The verb, or null.</returns>
    public static Verb? OfTarget(string target) =>
        All.FirstOrDefault(verb => verb.Target.Equals(target, StringComparison.OrdinalIgnoreCase));
}
