using Images.Definitions;
using Images.Planning;
using Images.Rendering;

namespace Images.Tests.Planning;

public sealed class PlannerTests : IDisposable
{
    private const string Now = "2026-11-21T08:00:00.000Z";

    private readonly string root = Directory.CreateTempSubdirectory().FullName;
    private readonly Wishes wishes = new();
    private readonly Places places = new();
    private readonly Dictionary<string, string?> bases = new(StringComparer.Ordinal)
    {
        ["debian:x"] = "sha256:1",
        ["debian:y"] = "sha256:2",
    };

    public PlannerTests()
    {
        foreach (var name in new[] { "base", "child", "leaf", "other" })
        {
            Directory.CreateDirectory(Path.Combine(root, name));
            File.WriteAllText(Path.Combine(root, name, "run.sh"), "echo one\n");
            File.WriteAllText(Path.Combine(root, name, "notes.md"), "nobody copies this\n");
        }
    }

    [Fact]
    public async Task What_was_never_built_is_to_be_built_and_afterwards_nothing_is()
    {
        Assert.Equal(["base: never built", "child: never built", "leaf: never built", "other: never built"], await PlanAsync());
        await BuildAsync();
        Assert.Empty(await PlanAsync());
    }

    [Fact]
    public async Task A_file_that_one_image_copies_makes_that_image_and_its_descendants_stale_and_no_other()
    {
        await BuildAsync();
        Write("run.sh", "echo two\n");
        Assert.Equal(["child: file images/child/run.sh changed", "leaf: parent child rebuilt"], await PlanAsync());
    }

    [Fact]
    public async Task What_an_image_was_built_from_is_read_only_where_reasons_are_to_be_told()
    {
        await BuildAsync();
        places.IsBrief = true;
        Assert.Empty(await PlanAsync());
        Assert.Empty(places.ReadWhole);

        Write("run.sh", "echo two\n");
        Assert.Equal(["child: file images/child/run.sh changed", "leaf: parent child rebuilt"], await PlanAsync());
        Assert.Equal(["child", "leaf"], places.ReadWhole);
    }

    [Fact]
    public async Task A_file_that_nobody_copies_makes_nothing_stale()
    {
        await BuildAsync();
        Write("notes.md", "other words\n");
        Assert.Empty(await PlanAsync());
    }

    [Fact]
    public async Task A_file_that_its_only_copy_excludes_makes_nothing_stale()
    {
        const string Copy = "COPY --exclude=*.md . /\n";
        await BuildAsync(Images(Copy));
        Write("notes.md", "other words\n");
        Assert.Empty(await PlanAsync(Images(Copy)));
        Write("run.sh", "echo two\n");
        Assert.Equal(["child: file images/child/run.sh changed", "leaf: parent child rebuilt"], await PlanAsync(Images(Copy)));
    }

    [Fact]
    public async Task A_new_base_makes_its_users_stale_with_both_digests_and_their_descendants_as_children()
    {
        await BuildAsync();
        bases["debian:x"] = "sha256:9";
        Assert.Equal(
            ["base: base debian:x sha256:1 -> sha256:9", "child: parent base rebuilt", "leaf: parent child rebuilt"],
            await PlanAsync()
        );
    }

    [Fact]
    public async Task A_base_that_is_not_here_leaves_everything_above_it_open()
    {
        await BuildAsync();
        bases["debian:y"] = null;
        Assert.Equal(["other: base debian:y is not here yet, so nothing is known of it"], await PlanAsync());
        bases["debian:x"] = null;
        Assert.Equal(["child: parent base rebuilt", "leaf: parent child rebuilt"], (await PlanAsync())[1..3]);
    }

    [Fact]
    public async Task Each_instruction_that_changed_is_named_with_the_words_that_did()
    {
        await BuildAsync();
        var plan = await PlanAsync(Images(child: "RUN apt-get install jq curl\nENV LANG=C\nUSER 7\nCOPY run.sh /\n"));
        Assert.Equal(
            [
                "child: dockerfile images/child/default/Dockerfile:2 RUN added: curl",
                "child: dockerfile images/child/default/Dockerfile:4 USER added: 7",
                "leaf: parent child rebuilt",
            ],
            plan
        );
        Assert.Equal(
            "child: dockerfile images/child/default/Dockerfile:2 RUN added: && true",
            (await PlanAsync(Images(child: "RUN apt-get install jq \\\n    && true\nENV LANG=C\nCOPY run.sh /\n")))[0]
        );
        Assert.Equal(
            "child: dockerfile images/child/default/Dockerfile:2 RUN jq -> wget",
            (await PlanAsync(Images(child: "RUN apt-get install wget\nENV LANG=C\nCOPY run.sh /\n")))[0]
        );
        Assert.Equal(
            "child: dockerfile images/child/default/Dockerfile:3 ENV removed: LANG=C",
            (await PlanAsync(Images(child: "RUN apt-get install jq\nCOPY run.sh /\n")))[0]
        );
    }

    [Fact]
    public async Task An_argument_is_told_once_though_its_default_stands_in_the_dockerfile()
    {
        await BuildAsync(WithArgument("4.5.3"));
        Assert.Equal(["child: arg R_VERSION 4.5.3 -> 4.6.1", "leaf: parent child rebuilt"], await PlanAsync(WithArgument("4.6.1")));

        PlannedImage[] WithArgument(string version) =>
            Images(
                $"ARG R_VERSION={version}\nCOPY run.sh /\n",
                child => child with { Args = new Dictionary<string, Located<string>> { ["R_VERSION"] = new(version, SampleFamily.Place) } }
            );
    }

    [Fact]
    public async Task Comments_platforms_and_attestations_are_told_apart()
    {
        await BuildAsync();
        Assert.Equal(
            ["child: dockerfile images/child/default/Dockerfile: comments changed", "leaf: parent child rebuilt"],
            await PlanAsync(Images(child: "# because\nRUN apt-get install jq\nENV LANG=C\nCOPY run.sh /\n"))
        );
        var armed = Images(change: child => child with { Platforms = ["linux/amd64", "linux/arm64"] });
        Assert.Equal("child: platform added: linux/arm64", (await PlanAsync(armed))[0]);
        wishes.AttestationsText = "provenance Min";
        Assert.Equal("base: attestations added: provenance Min", (await PlanAsync())[0]);
    }

    [Fact]
    public async Task The_commit_of_a_reproducible_image_is_told_and_its_time_where_that_alone_is_another()
    {
        var reproducible = Images(change: child => child with { Reproducible = true });
        wishes.Commit = "c1 1700000000";
        await BuildAsync(reproducible);
        wishes.Commit = "c2 1700000000";
        Assert.Equal("child: commit c1 -> c2", (await PlanAsync(reproducible))[0]);
        wishes.Commit = "c1 1700000001";
        Assert.Equal("child: commit c1 1700000000 -> c1 1700000001", (await PlanAsync(reproducible))[0]);
        Assert.Equal("child: reproducible no more", (await PlanAsync())[0]);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Permissions_are_told_apart_from_content()
    {
        var file = Path.Combine(root, "child", "run.sh");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await BuildAsync();
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal("child: file images/child/run.sh mode 0600 -> 0700", (await PlanAsync())[0]);
        File.Delete(file);
        Assert.Equal("child: file images/child/run.sh removed", (await PlanAsync())[0]);
    }

    [Fact]
    public async Task What_the_user_wants_anew_is_built_and_so_is_what_is_built_from_it()
    {
        await BuildAsync();
        wishes.Forced = "child";
        Assert.Equal(["child: forced", "leaf: parent child rebuilt"], await PlanAsync());
        wishes.Forced = null;
        wishes.Anew = "child";
        Assert.Equal(["child: built anew on purpose", "leaf: parent child rebuilt"], await PlanAsync());
    }

    [Fact]
    public async Task An_image_that_is_due_for_a_refresh_is_built_once_in_that_week()
    {
        await BuildAsync();
        var weekly = Images(change: child => child with { Refresh = TimeSpan.FromDays(7) });
        Assert.Equal("child: refresh never -> 2026-11-16T00:00:00.000Z", (await PlanAsync(weekly))[0]);
        await BuildAsync(weekly);
        Assert.Empty(await PlanAsync(weekly));
        wishes.Now = wishes.Now.AddDays(3);
        Assert.Equal("child: refresh 2026-11-16T00:00:00.000Z -> 2026-11-23T00:00:00.000Z", (await PlanAsync(weekly))[0]);
    }

    [Fact]
    public async Task An_image_of_another_version_of_this_program_is_built_again()
    {
        await BuildAsync();
        var old = places.Kept["other"];
        places.Kept["other"] = old with { Labels = new Dictionary<string, string> { [ImageLabels.Fingerprint] = "sha256:0" } };
        Assert.Equal(["other: built by another version of this program, which did not record its inputs"], await PlanAsync());
    }

    [Fact]
    public async Task An_image_of_the_same_id_that_another_family_made_tells_nothing()
    {
        await BuildAsync();
        places.Kept["other"] = places.Kept["other"] with { Names = ["docker.io/acme/other:1"], Labels = new Dictionary<string, string>() };
        Assert.Equal(["other: never built"], await PlanAsync());
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(root, "child", file), text);

    private PlannedImage[] Images(
        string child = "RUN apt-get install jq\nENV LANG=C\nCOPY run.sh /\n",
        Func<Variant, Variant>? change = null
    )
    {
        var first = Here("base", "FROM debian:x\nCOPY run.sh /\n");
        var second = Here("child", $"FROM base:default\n{child}", first);
        second = second with
        {
            Rendered = second.Rendered with { Variant = change?.Invoke(second.Rendered.Variant) ?? second.Rendered.Variant },
        };
        return [first, second, Here("leaf", "FROM child:default\n", second), Here("other", "FROM debian:y\nCOPY run.sh /\n")];
    }

    private PlannedImage Here(string name, string dockerfile, params PlannedImage[] parents)
    {
        var image = SampleFamily.Planned(name, dockerfile, parents);
        var variant = image.Rendered.Variant with { Directory = Path.Combine(root, name) };
        return image with { Rendered = image.Rendered with { Variant = variant } };
    }

    private async Task<string[]> PlanAsync(PlannedImage[]? images = null) =>
        [
            .. (await EntriesAsync(images ?? Images())).SelectMany(entry =>
                entry.Reasons.Select(reason => $"{entry.Image.Id}: {reason.Text}")
            ),
        ];

    private async Task<IReadOnlyList<PlanEntry>> EntriesAsync(PlannedImage[] images)
    {
        var references = new ImageReferences(SampleFamily.Family(images));
        var planner = new Planner(references, [places], new Bases(bases), wishes);
        return (await planner.PlanAsync(images, TestContext.Current.CancellationToken)).Images;
    }

    // Leaves what a build leaves: the labels.
    private async Task BuildAsync(PlannedImage[]? images = null)
    {
        foreach (var entry in (await EntriesAsync(images ?? Images())).Where(entry => entry.Builds))
        {
            var inputs = entry.Inputs! with { Epoch = wishes.EpochOf(entry.Image)?.Value };
            var labels = new Dictionary<string, string>
            {
                [ImageLabels.Fingerprint] = entry.Fingerprint!,
                [ImageLabels.Inputs] = RecordedInputs.Of(entry.Own, inputs).ToJson(),
            };
            if (inputs.Epoch is { } epoch)
            {
                labels[ImageLabels.Epoch] = epoch;
            }

            places.Kept[entry.Image.Id] = new KeptImage("sha256:1", 1, [$"{entry.Image.Id}:1"], labels);
        }
    }

    private sealed class Places : IKeptImages
    {
        public Dictionary<string, KeptImage> Kept { get; } = [];

        public bool IsBrief { get; set; }

        public List<string> ReadWhole { get; } = [];

        public string? Engine => null;

        public Task<IEnumerable<KeptImage>> OfAsync(string id, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<KeptImage>>(Kept.TryGetValue(id, out var image) ? [IsBrief ? Brief(image) : image] : []);

        public Task<KeptImage> WholeAsync(string id, KeptImage image, CancellationToken cancellationToken)
        {
            ReadWhole.Add(id);
            return Task.FromResult(Kept[id]);
        }

        private static KeptImage Brief(KeptImage image) => image with { Labels = ImageLabels.Brief(image.Labels) };
    }

    private sealed class Bases(IReadOnlyDictionary<string, string?> digests) : IBaseDigests
    {
        public Task<string?> DigestAsync(string reference, PlannedImage image, CancellationToken cancellationToken) =>
            Task.FromResult(digests[reference]);
    }

    private sealed class Wishes : IBuildWishes
    {
        public string? AttestationsText { get; set; }

        public string? Forced { get; set; }

        public string? Anew { get; set; }

        public string? Commit { get; set; }

        public DateTimeOffset Now { get; set; } = DateTimeOffset.Parse(PlannerTests.Now, System.Globalization.CultureInfo.InvariantCulture);

        public bool Forces(PlannedImage image) => image.Id == Forced;

        public RequiredEpoch? EpochOf(PlannedImage image) =>
            image.Id == Anew ? new RequiredEpoch(PlannerTests.Now, IsOwn: true)
            : image.Rendered.Variant.Refresh is { } every ? RequiredEpoch.Refresh(every, Now)
            : null;

        public Task<string?> CommitTextAsync(RenderedImage image, CancellationToken cancellationToken) => Task.FromResult(Commit);
    }
}
