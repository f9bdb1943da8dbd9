using Images.Engines;

namespace Images.Testing.BuiltIn;

/// <summary>The checks that look at the probe's report.</summary>
internal static class ProbeChecks
{
    private static readonly string[] Utc = ["UTC", "UCT", "Universal", "Zulu"];

    public static CheckResult Clock(ProbeReport probe)
    {
        if (Utc.Contains(probe.Zone))
        {
            return CheckResult.Passed;
        }

        if (probe.Zone.Contains("not found", StringComparison.Ordinal))
        {
            return CheckResult.Skipped("the image has no date program");
        }

        // The C library's answer for TZ=Etc/UTC when it has no such file.
        var hint = probe.Zone == "Etc" ? ": TZ names a zone that the image has no data for; install tzdata or set TZ=UTC" : string.Empty;
        var found = probe.Zone.Length == 0 ? "nothing" : $"'{ContainerText.Shorten(probe.Zone, 120)}'";
        return CheckResult.Failed($"expected date +%Z to write UTC, found {found}{hint}", probe.Zone);
    }

    public static CheckResult Libraries(ProbeReport probe)
    {
        if (probe.Programs.Count == 0)
        {
            return CheckResult.Skipped("the image declares no program");
        }

        if (!probe.Ended)
        {
            return CheckResult.Failed("the shared libraries could not be listed: ldd did not come to its end");
        }

        var failures = new List<string>();
        var skips = new List<string>();
        foreach (var program in probe.Programs)
        {
            var name = ContainerText.HarmlessLine(program.File ?? program.Name);
            if (program.File is null)
            {
                failures.Add($"'{name}' is declared and is not in the image");
            }
            else if (program.IsScript)
            {
                skips.Add($"{name} is a script");
            }
            else if (program.Libraries is null)
            {
                skips.Add("the image has no ldd");
            }
            else
            {
                var missing = program.Libraries.Where(IsMissing).Select(ContainerText.HarmlessLine).ToList();
                if (missing.Count > 0)
                {
                    failures.Add($"{name}: {string.Join(", ", missing)}");
                }
            }
        }

        return failures.Count > 0 ? CheckResult.Failed(string.Join("; ", failures), Listing(probe))
            : skips.Count == probe.Programs.Count ? CheckResult.Skipped(string.Join("; ", skips))
            : CheckResult.Passed;
    }

    // glibc: 'libx.so.1 => not found', or '...: version `V' not found (required by ...)'.
    // musl: 'Error loading shared library libx.so.1: No such file or directory'.
    private static bool IsMissing(string line) =>
        line.Contains("not found", StringComparison.Ordinal) || line.Contains("Error loading shared library", StringComparison.Ordinal);

    private static string Listing(ProbeReport probe) =>
        ContainerText.Harmless(string.Join('\n', probe.Programs.SelectMany(program => program.Libraries ?? [])));
}
