using System.Globalization;
using Images.Engines;
using Images.Jobs;
using Images.Jobs.Files;
using Images.Jobs.Lists;
using Images.Jobs.Running;
using Images.Tests.Jobs.Running;

namespace Images.Tests.Jobs.Lists;

public sealed class JobRunTests : IDisposable
{
    private static readonly JobImage Image = new("base:1", "sha256:1", "", []);

    private readonly TemporaryFolder folder = new();
    private readonly HeldContainers containers = new();
    private readonly ManualTime time = new();
    private readonly Listener listener;

    public JobRunTests() => listener = new Listener(time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string JournalPath => Path.Combine(folder.Path, "jobs.journal.jsonl");

    [Fact]
    public async Task A_failure_does_not_keep_the_others_from_running()
    {
        containers.OnStart = (spec, container) => container.Exit(spec.Command is ["bad"] ? 5 : 0);

        var reports = await RunAsync([Job("a"), Job("b") with { Command = ["sh", "bad"] }, Job("c")]);

        Assert.Equal([JobOutcome.Done, JobOutcome.Failed, JobOutcome.Done], reports.Select(report => report.Outcome));
        Assert.Equal((5, "failed with exit code 5; it wrote nothing"), (reports[1].ExitCode, reports[1].Sentence));
    }

    [Fact]
    public async Task A_failed_job_is_tried_again_after_a_growing_wait()
    {
        var starts = 0;
        containers.OnStart = (_, container) => container.Exit(++starts < 3 ? 1 : 0);

        var report = Assert.Single(await RunAsync([Job("a") with { Retries = 5 }]));

        Assert.Equal((JobOutcome.Done, 3), (report.Outcome, report.Attempts));
        Assert.Equal([1.0, 2.0], listener.Waits);
        Assert.All(containers.Made, container => Assert.True(container.IsGone));
    }

    [Fact]
    public async Task An_image_that_is_not_there_is_said_and_nothing_is_run()
    {
        var report = Assert.Single(await RunAsync([Job("a") with { Images = ["none:1"] }]));

        Assert.Equal(JobOutcome.Failed, report.Outcome);
        Assert.StartsWith("the engine does not have the image none:1; build it", report.Sentence, StringComparison.Ordinal);
        Assert.Empty(containers.Made);
    }

    [Fact]
    public async Task No_more_containers_are_up_at_once_than_is_asked_for()
    {
        var (up, most) = (0, 0);
        containers.OnStart = (spec, container) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref up));
            _ = EndSoonAsync(container);
        };

        await RunAsync([.. Enumerable.Range(0, 20).Select(index => Job($"j{index}"))], atOnce: 3);

        Assert.Equal(20, containers.Made.Count);
        Assert.InRange(most, 1, 3);

        async Task EndSoonAsync(HeldContainers.Container container)
        {
            await Task.Yield();
            Interlocked.Decrement(ref up);
            container.Exit(0);
        }
    }

    [Fact]
    public async Task What_a_killed_run_had_finished_is_not_repeated_unless_it_has_changed()
    {
        using (var first = JobJournal.Open(JournalPath, forget: false))
        {
            await RunAsync([Job("a"), Job("b")], journal: first);
        }

        await File.AppendAllTextAsync(JournalPath, """{"job":"c","finge""", Token);
        using var second = JobJournal.Open(JournalPath, forget: false);
        var reports = await RunAsync([Job("a"), Job("b") with { Command = ["other"] }, Job("c")], journal: second);

        Assert.Equal([JobOutcome.DoneBefore, JobOutcome.Done, JobOutcome.Done], reports.Select(report => report.Outcome));
        Assert.Equal(4, containers.Made.Count);
        using var third = JobJournal.Open(JournalPath, forget: false);
        Assert.All(["a", "b", "c"], job => Assert.True(third.Knows(job)));
    }

    [Fact]
    public async Task A_job_whose_results_are_gone_is_run_again()
    {
        containers.OnStart = (_, container) =>
        {
            File.WriteAllText(Path.Combine(folder.Path, "out/result"), "x");
            container.Exit(0);
        };
        var job = Job("a") with { Output = Path.Combine(folder.Path, "out") };
        using var journal = JobJournal.Open(JournalPath, forget: false);
        await RunAsync([job], journal: journal);
        File.Delete(Path.Combine(folder.Path, "out/result"));

        using var second = JobJournal.Open(JournalPath, forget: false);
        var report = Assert.Single(await RunAsync([job], journal: second));

        Assert.Equal(JobOutcome.Done, report.Outcome);
    }

    [Fact]
    public async Task Only_frames_without_a_whole_picture_are_rendered_until_the_scene_changes()
    {
        var scene = folder.Write("in/scene.blend", "v1");
        File.SetLastWriteTimeUtc(scene, DateTime.UtcNow.AddHours(-1));
        var job = Frames();
        Render(job);
        await RunAsync([job], journal: Journal());
        Assert.Equal(4, containers.Made.Count);

        File.Delete(Path.Combine(job.Output!, "cube0002.png"));
        var half = await File.ReadAllBytesAsync(Path.Combine(job.Output!, "cube0003.png"), Token);
        await File.WriteAllBytesAsync(Path.Combine(job.Output!, "cube0003.png"), half[..20], Token);
        var reports = await RunAsync([job], journal: Journal());
        Assert.Equal(6, containers.Made.Count);
        Assert.Equal(
            [JobOutcome.DoneBefore, JobOutcome.Done, JobOutcome.Done, JobOutcome.DoneBefore],
            reports.Select(report => report.Outcome)
        );

        await File.WriteAllTextAsync(scene, "v2!", Token);
        await RunAsync([job], journal: Journal());
        Assert.Equal(10, containers.Made.Count);
    }

    [Theory]
    [InlineData("scene.blend", 6)]
    [InlineData("scene.pov", 4 + 6)] // its clock runs otherwise
    public async Task A_longer_animation_renders_what_is_new_of_it(string scene, int rendered)
    {
        folder.Write($"in/{scene}", "v1");
        var job = Frames() with { Scene = scene };
        Render(job);
        await RunAsync([job], journal: Journal());

        await RunAsync([job with { Frames = [1, 2, 3, 4, 5, 6], Animation = (1, 6) }], journal: Journal());

        Assert.Equal(rendered, containers.Made.Count);
    }

    [Fact]
    public async Task A_frame_that_ends_well_without_a_picture_has_failed_also_where_an_old_one_lay()
    {
        folder.Write("in/scene.blend", "v1");
        var job = Frames() with { Frames = [1] };
        folder.Write("out/cube0001.png", "old");

        var report = Assert.Single(await RunAsync([job]));

        Assert.Equal((JobOutcome.Failed, "ended well but left no picture cube0001.png"), (report.Outcome, report.Sentence));
    }

    [Fact]
    public async Task A_scene_that_is_not_there_ends_with_1_and_its_place()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "in"));

        var report = (await RunAsync([Frames()]))[0];

        Assert.Equal(1, report.ExitCode);
        Assert.Contains("there is no scene scene.blend", report.Sentence, StringComparison.Ordinal);
        Assert.Empty(containers.Made);
    }

    [Fact]
    public async Task The_contact_sheet_shows_the_frames_that_are_there()
    {
        folder.Write("in/scene.blend", "v1");
        var job = Frames();
        Render(job);
        await RunAsync([job]);
        File.Delete(Path.Combine(job.Output!, "cube0004.png"));

        var sheet = Images.Jobs.Pictures.PngReader.Read(await File.ReadAllBytesAsync(FrameSheet.Make(job)!, Token));

        Assert.Equal((8 + (2 * (4 + 8)), 8 + (2 * (3 + 8))), (sheet.Width, sheet.Height));
        Assert.Equal(10, Red(8, 8));
        Assert.Equal(20, Red(20, 8));
        Assert.Equal(30, Red(8, 19));
        Assert.Equal(32, Red(20, 19));

        int Red(int x, int y) => sheet.Pixels[3 * ((y * sheet.Width) + x)];
    }

    [Fact]
    public async Task Cancelling_kills_what_runs_and_begins_nothing_more()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        containers.OnStart = (_, _) => cancel.Cancel();

        var reports = await Run(null).RunAsync(JobUnit.Of([Job("a"), Job("b")]), 1, cancel.Token);

        Assert.All(reports, report => Assert.Equal(JobOutcome.Cancelled, report.Outcome));
        Assert.True(Assert.Single(containers.Made).IsGone);
    }

    [Fact]
    public async Task Cancelling_leaves_the_pictures_of_frames_that_have_not_begun()
    {
        folder.Write("in/scene.blend", "v1");
        folder.Write("out/cube0004.png", "of an earlier run");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        containers.OnStart = (_, _) => cancel.Cancel();

        await Run(null).RunAsync(JobUnit.Of([Frames()]), 1, cancel.Token);

        Assert.True(File.Exists(Path.Combine(folder.Path, "out/cube0004.png")));
    }

    public void Dispose() => folder.Dispose();

    private static JobDefinition Job(string name) =>
        new()
        {
            Name = name,
            Images = ["base:1"],
            Command = ["true"],
        };

    private JobJournal Journal() => JobJournal.Open(JournalPath, forget: false);

    private JobDefinition Frames() =>
        Job("cube") with
        {
            Command = null,
            Scene = "scene.blend",
            Resources = Path.Combine(folder.Path, "in"),
            Output = Path.Combine(folder.Path, "out"),
            Logs = Path.Combine(folder.Path, "logs"),
            Frames = [1, 2, 3, 4],
            Animation = (1, 4),
            Pictures = new PicturePattern("cube", 4, ".png"),
        };

    private void Render(JobDefinition job) =>
        containers.OnStart = (spec, container) =>
        {
            var frame = int.Parse(spec.Environment["FRAME"], CultureInfo.InvariantCulture);
            var picture = new Images.Jobs.Pictures.Picture(4, 3);
            picture.Fill((byte)(10 * frame), 0, 0);
            File.WriteAllBytes(Path.Combine(job.Output!, job.Pictures!.Of(frame)), Images.Jobs.Pictures.PngWriter.Write(picture));
            container.Exit(0);
        };

    private JobRun Run(JobJournal? journal) =>
        new(new JobEngine(containers, containers, time, new Caller(1, 1), Image), job => job.Images, listener) { Journal = journal };

    private async Task<IReadOnlyList<JobReport>> RunAsync(IReadOnlyList<JobDefinition> jobs, int atOnce = 1, JobJournal? journal = null)
    {
        using (journal)
        {
            return await Run(journal).RunAsync(JobUnit.Of(jobs), atOnce, Token);
        }
    }

    private sealed class Listener(ManualTime time) : IJobListener
    {
        public List<double> Waits { get; } = [];

        public void Started(JobUnit unit, int attempt) { }

        public void Wrote(JobUnit unit, ContainerChunk chunk) { }

        public void Retrying(JobUnit unit, string sentence, TimeSpan wait)
        {
            Waits.Add(wait.TotalSeconds);
            _ = Task.Run(() => time.AdvanceWhenWaiting(wait));
        }

        public void Ended(JobReport report) { }
    }
}
