namespace Images.Definitions.Syntax;

/// <summary>The table of all keys: what <c>family.yaml</c> and <c>image.yaml</c> may say.</summary>
/// <remarks>A key stands here only when something obeys it; any other is an error, never ignored.</remarks>
internal static class DefinitionKeys
{
    /// <summary>Gets every key in the order in which people write them.</summary>
    public static IReadOnlyList<Key> All { get; } =
    [
        new("registries", ListOf(TextRules.Registry, distinct: true), "Where images are published; the first is the primary one.")
        {
            Level = Level.Family,
        },
        new("source", Text(TextRules.Address), "The address of the source repository.") { Level = Level.Both },
        new("description", Text(TextRules.Line), "What the image is, in one line."),
        new("licenses", Text(TextRules.Licenses), "The licences of what is inside, as an SPDX expression.") { Level = Level.Both },
        new(
            "from",
            Text(TextRules.From),
            "What the image is built from: an image of this family (NAME, or NAME:AXES for one variant), or an external reference."
        )
        {
            Required = true,
        },
        new("template", Text(TextRules.Template), "The template: templates/NAME.Dockerfile.sbn.") { Default = "the image's name" },
        new("matrix", new MatrixShape(), "Axes with their values; include and exclude work as in GitHub Actions."),
        new(
            "tags",
            ListOf(TextRules.Tag, distinct: true),
            "The image's tags. One that names all axes in full is a version; one that several variants claim goes to the newest."
        ),
        new(
            "push",
            new WordOrListShape(TextRules.PushWord, new ListShape(Text(TextRules.Registry)) { Distinct = true, NotEmpty = true }),
            "Where the image may be published: never, anywhere, or some of the family's registries; never holds for descendants too."
        )
        {
            Default = "the family's registries",
        },
        new(
            "without-base",
            Text(TextRules.WithoutBase),
            "What happens where an external base can neither be found, pulled nor made: the image fails, or is skipped with its descendants."
        )
        {
            Default = "fail",
        },
        new("platforms", new ListShape(Text(TextRules.Platform)) { Distinct = true, NotEmpty = true }, "What to build for.")
        {
            Level = Level.Both,
            Default = "linux/amd64",
        },
        new("args", MapOf(TextRules.VariableName, TextRules.Value), "Build arguments, merged by name.") { Level = Level.Both },
        new("env", MapOf(TextRules.VariableName, TextRules.Value), "Environment variables, merged by name.") { Level = Level.Both },
        new("labels", MapOf(TextRules.LabelKey, TextRules.Value), "Labels, merged by key.") { Level = Level.Both },
        new("apt", ListOf(TextRules.DebianPackage), "Debian packages that this image adds."),
        new("pip", ListOf(TextRules.PythonRequirement), "Python requirements that this image adds."),
        new("r", ListOf(TextRules.RPackage), "R packages that this image adds."),
        new("user", Text(TextRules.User), "The user that the image runs as.") { Level = Level.Both },
        new("workdir", Text(TextRules.Directory), "The working directory.") { Level = Level.Both },
        new(
            "entrypoint",
            new CommandShape(TextRules.Value) { MayBeEmpty = true },
            "The entry point: a line for the shell, or a list; an empty one takes away the inherited one."
        )
        {
            Level = Level.Both,
        },
        new(
            "cmd",
            new CommandShape(TextRules.Value) { MayBeEmpty = true },
            "The default command: a line for the shell, or a list; an empty one takes away the inherited one."
        )
        {
            Level = Level.Both,
        },
        new("expose", ListOf(TextRules.Port), "Ports that the image listens on.") { Level = Level.Both },
        new("volumes", ListOf(TextRules.Directory), "Directories that are volumes.") { Level = Level.Both },
        new(
            "secrets",
            new ListShape(SecretKeys.Secret),
            "Secrets that steps of this image's own build may mount; images built from it do not see them."
        )
        {
            Level = Level.Both,
        },
        new(
            "ssh",
            new ListShape(SecretKeys.Ssh),
            "SSH agents that steps of this image's own build may ask; images built from it do not see them."
        )
        {
            Level = Level.Both,
        },
        new("vars", new MapShape(TextRules.AnyKey, new FreeShape()), "Anything else that the template wants to know.")
        {
            Level = Level.Both,
        },
        new("eol", MapOf(TextRules.AnyKey, TextRules.Date), "The day support ends, by variant or by an axis's value; merged by key.")
        {
            Level = Level.Both,
        },
        new(
            "reproducible",
            Text(TextRules.YesOrNo),
            "Whether each build of the same commit gives the same image: no times, names or notes of the build are left in it."
        )
        {
            Level = Level.Both,
            Default = "false",
        },
        new(
            "refresh",
            Text(TextRules.Interval),
            "How often it is built with that day's packages although nothing changed; weeks begin on Mondays. 'never': only when an input changes."
        )
        {
            Level = Level.Both,
            Default = "never",
        },
        new(
            "limits",
            new RecordShape([
                new("size", Text(TextRules.Size), "The largest size, uncompressed."),
                new("layers", Text(TextRules.LayerCount), "The largest number of layers."),
            ]),
            "What the image must not exceed."
        )
        {
            Level = Level.Both,
        },
        new("test", new ListShape(TestKeys.Shape), "Smoke tests; they run on all descendants too.") { Level = Level.Both },
        new(
            "tests",
            new ListShape(new TextShape(TextRules.StructureFile)) { Distinct = true, NotEmpty = true },
            "Files of container-structure-test beside this one, schema 2.0.0 or 1.0.0; descendants do not run them."
        ),
        new(
            "bases",
            new MapShape(
                TextRules.Base,
                new RecordShape([
                    new("bootstrap", Text(TextRules.Distribution), "The distribution whose packages the base is made of.")
                    {
                        Required = true,
                    },
                    new("suite", Text(TextRules.Suite), "The release's code name.") { Required = true },
                    new("mirror", Text(TextRules.Address), "Where the packages come from.") { Default = "what the machine's apt uses" },
                ])
            ),
            "How external bases are made where no registry can be reached."
        )
        {
            Level = Level.Family,
        },
    ];

    /// <summary>Gets the keys of <c>images/family.yaml</c>.</summary>
    public static RecordShape Family { get; } = new([.. All.Where(key => key.Level.HasFlag(Level.Family))]);

    /// <summary>Gets the keys of <c>images/NAME/image.yaml</c>.</summary>
    public static RecordShape Image { get; } = new([.. All.Where(key => key.Level.HasFlag(Level.Image))]);

    private static TextShape Text(TextRule rule) => new(rule);

    private static ListShape ListOf(TextRule rule, bool distinct = false) => new(new TextShape(rule)) { Distinct = distinct };

    private static MapShape MapOf(TextRule key, TextRule value) => new(key, new TextShape(value));
}
