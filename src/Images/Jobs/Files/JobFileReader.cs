using System.Globalization;
using Images.Definitions;
using Images.Definitions.Syntax;
using Images.Definitions.Yaml;

namespace Images.Jobs.Files;

/// <summary>Reads the jobs of a file: the list, what each takes over, and every matrix.</summary>
/// <param name="shown">The file's path as shown to people.</param>
/// <param name="path">Its absolute path.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class JobFileReader(string shown, string path, DefinitionErrors errors)
{
    private static readonly string[] MergedByKey = ["params", "env", "limits"];
    private static readonly RecordShape Job = new(JobKeys.OfJob);

    /// <summary>Reads the file.</summary>
    /// <param name="bytes">Its content.</param>
    /// <returns>The jobs; some are missing when something is wrong.</returns>
    public JobFile Read(ReadOnlySpan<byte> bytes)
    {
        var file = DefinitionFile.Parse(shown, bytes, JobKeys.File, errors);
        var atOnce = file.Root.Find("at-once") is YamlText text ? int.Parse(text.Text, CultureInfo.InvariantCulture) : (int?)null;
        if (!file.IsRead)
        {
            return new JobFile(path, [], atOnce);
        }

        var own = file.Root with
        {
            Entries = [.. file.Root.Entries.Where(static entry => entry.Key.Text is not ("jobs" or "at-once" or "pool"))],
        };
        var listed = file.Root.Find("jobs") as YamlList;
        IEnumerable<YamlMapping> mappings = listed is null ? [own] : listed.Items.OfType<YamlMapping>().Select(job => Merge(own, job));
        var jobs = mappings.SelectMany((job, index) => Expand(job, listed is null ? null : index + 1)).ToList();
        CheckTogether(jobs);
        return new JobFile(path, jobs, atOnce) { Pool = PoolReader.Read(new DefinitionValues(shown, file.Root)) };
    }

    // What a job says itself takes the place of what the file says; some mappings are merged key by key.
    private static YamlMapping Merge(YamlMapping file, YamlMapping job)
    {
        var entries = job.Entries.ToList();
        foreach (var entry in file.Entries.Where(static entry => entry.Key.Text is not ("name" or "description")))
        {
            var index = entries.FindIndex(own => own.Key.Text == entry.Key.Text);
            if (index < 0)
            {
                entries.Add(entry);
            }
            else if (
                MergedByKey.Contains(entry.Key.Text, StringComparer.Ordinal)
                && entries[index].Value is YamlMapping over
                && entry.Value is YamlMapping under
            )
            {
                entries[index] = entries[index] with { Value = Merge(under, over) };
            }
        }

        return job with
        {
            Entries = entries,
        };
    }

    private IEnumerable<JobDefinition> Expand(YamlMapping job, int? number)
    {
        var texts = new ParsedTexts();
        foreach (var cell in Matrix.Expand(new DefinitionFile(shown, job), errors))
        {
            var suffix =
                (number is null || job.Find("name") is not null ? string.Empty : $"-{number}")
                + (cell.AxisCount == 0 ? string.Empty : $"-{cell.FolderName}");
            var marked = job with
            {
                Entries =
                [
                    .. job
                        .Entries.Where(static entry => entry.Key.Text != "matrix")
                        .Select(static entry => entry.Key.Text == "params" ? entry with { Value = JobParams.Marked(entry.Value) } : entry),
                ],
            };
            var interpolator = new NodeInterpolator(shown, new Interpolator(cell.Axes, texts), errors);
            if (interpolator.Apply(marked, Job) is YamlMapping values)
            {
                yield return new JobMapper(shown, path, values, errors).Map(suffix);
            }
        }
    }

    private void CheckTogether(List<JobDefinition> jobs)
    {
        CheckDistinct(jobs, static job => job.Name, "the name");
        CheckDistinct(jobs, static job => job.Output, "the output folder");
        CheckDistinct(jobs, static job => job.Work, "the work folder");
    }

    private void CheckDistinct(List<JobDefinition> jobs, Func<JobDefinition, string?> of, string what)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var job in jobs.Where(job => of(job) is { } value && !seen.Add(value)))
        {
            errors.Add(
                job.Location,
                $"two jobs have {what} '{TextProblems.Quote(of(job)!)}'; tell them apart, with {{{{ axis }}}} in a matrix"
            );
        }
    }
}
