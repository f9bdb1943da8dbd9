namespace Images.Build.CommandLine;

/// <summary>The program's exit codes.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int Drift = 3;
    public const int Incomplete = 4;
    public const int Refused = 5;
    public const int Changes = 10;
    public const int Cancelled = 130;

    /// <summary>Gets every code and what it means, in ascending order.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Ok, "everything was done"),
        (Failed, "an image failed to build, a test or a check of doctor failed, lint has findings, or the engine could not be used"),
        (Usage, "the command line or a definition is wrong; nothing was changed"),
        (Drift, "render --check, lock --check: a committed Dockerfile or images.lock is not current"),
        (Incomplete, "publishing broke off: no moving tag was moved before everything was there; run it again, or with --resume"),
        (Refused, "a guard refuses: a tag may not be put on another image; nothing was published"),
        (Changes, "plan --exit-code: something would be built; outdated: a base moved; eol: support has ended"),
        (Cancelled, "cancelled by Ctrl-C or SIGTERM"),
    ];
}
