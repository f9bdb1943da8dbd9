namespace Images.EndToEnd.Tests.CommandLine;

/// <summary>What the lock's verbs do where no registry and no engine is in reach.</summary>
public sealed class LockTests
{
    private const string Locked = "version: 1\nbases:\n  \"other.invalid/tool:1\":\n    digest: sha256:";

    [Fact]
    public async Task A_lock_that_does_not_fit_is_named_place_by_place()
    {
        using var family = Family();
        family.Write("images.lock", Lock());

        await using var run = await ProgramRun.ToEndAsync(family.Root, "lock", "--check");

        Assert.Equal(3, run.ExitCode);
        Assert.Equal(
            [
                "registry.invalid/base:1: not locked for linux/amd64; user is built from it",
                "other.invalid/tool:1: locked, but no image is built from it",
                "error: images.lock is not current in 2 places; run 'lock'",
            ],
            run.Complaints
        );
    }

    [Fact]
    public async Task An_error_leaves_the_lock_as_it_was()
    {
        using var family = Family();
        family.Write("images.lock", Lock());

        await using var run = await ProgramRun.ToEndAsync(family.Root, "lock");

        Assert.True(run.ExitCode == 1, run.ToString());
        Assert.Equal(
            [
                "registry.invalid/base:1: the name registry.invalid is not known; check the network and the registry's name",
                "error: lock: 1 base cannot be settled; nothing was written",
            ],
            run.Complaints
        );
        Assert.Equal(Lock(), await File.ReadAllTextAsync(Path.Combine(family.Root, "images.lock"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_lock_that_cannot_be_read_is_an_error_at_its_line_for_every_verb()
    {
        using var family = Family();
        family.Write("images.lock", "version: 1\nbases:\n  \"a:1\": {}\n");

        await using var run = await ProgramRun.ToEndAsync(family.Root, "outdated");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            ["images.lock:3:10: 'digest' is missing in 'a:1'", "images.lock:3:10: 'platforms' is missing in 'a:1'"],
            run.Complaints
        );
    }

    [Fact]
    public async Task Selectors_belong_to_an_update()
    {
        using var family = Family();

        await using var run = await ProgramRun.ToEndAsync(family.Root, "lock", "user");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(["error: lock: selectors say what --update is about; add --update, or leave them out"], run.Complaints);
    }

    [Fact]
    public async Task Without_a_lock_outdated_says_that_nothing_is_settled()
    {
        using var family = Family();

        await using var run = await ProgramRun.ToEndAsync(family.Root, "outdated");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("1 base not locked", run.Output, StringComparison.Ordinal);
    }

    private static FamilyFolder Family()
    {
        var family = new FamilyFolder();
        family.Image("user", "registry.invalid/base:1", "CMD [\"sh\"]");
        return family;
    }

    private static string Lock() => $"{Locked}{new string('a', 64)}\n    platforms:\n      linux/amd64: sha256:{new string('a', 64)}\n";
}
