using Images.Building;
using Images.Engines;
using Images.Planning;
using Images.Testing;

namespace Images.Reporting.GitHub;

/// <summary>The annotations of a run: each failure at the line that a person would change.</summary>
public static class RunAnnotations
{
    private const int MostNames = 10;
    private const string NoReason = "no reason given";

    /// <summary>Makes the annotations.</summary>
    /// <param name="report">The run.</param>
    /// <returns>One for each failed build, each skipped image and each failed test; a test that several images inherit is told once.</returns>
    public static IReadOnlyList<Annotation> Of(RunReport report)
    {
        var annotations = report
            .Images.Where(image => image.Built.Outcome is BuildOutcome.Failed or BuildOutcome.Skipped)
            .Select(image => Build(image.Built, image.Built.Failure))
            .ToList();
        var failed = report.Images.SelectMany(image =>
            image
                .Verdicts.Where(verdict => verdict.Outcome == TestOutcome.Failed)
                .Select(verdict => (Image: image.Built.Planned, Verdict: verdict))
        );
        annotations.AddRange(failed.GroupBy(failure => (failure.Verdict.Name, failure.Verdict.Location)).Select(Test));
        return annotations;
    }

    private static Annotation Build(BuiltImage built, BuildFailure? failure)
    {
        var (level, word) = built.Outcome == BuildOutcome.Skipped ? ("warning", "skipped") : ("error", "build failed");
        var title = $"{built.Planned.Id}: {word}";
        if (failure is null)
        {
            return new(level, built.Planned.Rendered.Path, null, null, title, NoReason);
        }

        var message = ContainerText.HarmlessLine(failure.Message);
        return failure.TemplateFile is { } template
            ? new(level, template, failure.TemplateLine, null, title, message)
            : new(level, built.Planned.Rendered.Path, failure.DockerfileLine, null, title, message);
    }

    private static Annotation Test(IEnumerable<(PlannedImage Image, Verdict Verdict)> failures)
    {
        var all = failures.ToList();
        var (image, verdict) = all[0];
        var message = ContainerText.HarmlessLine(verdict.Reason ?? NoReason);
        if (all.Count > 1)
        {
            var names = string.Join(", ", all.Skip(1).Take(MostNames).Select(failure => failure.Image.Id));
            var more = all.Count - 1 > MostNames ? ", ..." : string.Empty;
            message += $"\nalso on {Amount.Count(all.Count - 1, "image")}: {names}{more}";
        }

        if (verdict.Reproduce is { } reproduce)
        {
            message += "\nreproduce: " + ContainerText.HarmlessLine(reproduce);
        }

        // A built-in check is written nowhere: what it says is of the image's definition.
        return verdict.Location is { } place
            ? Of(place.File, place.Line, place.Column)
            : Of($"{image.Rendered.Folder}/image.yaml", 1, null);

        Annotation Of(string file, int line, int? column) =>
            new("error", file, line, column, $"{image.Id}: test '{verdict.Name}' failed", message);
    }
}
