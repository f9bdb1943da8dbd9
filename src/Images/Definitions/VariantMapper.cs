using System.Globalization;

namespace Images.Definitions;

/// <summary>Makes the finished variant.</summary>
internal static class VariantMapper
{
    /// <summary>Makes the finished variant.</summary>
    /// <param name="draft">The resolved draft.</param>
    /// <param name="templates">The names of all templates.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <returns>The variant.</returns>
    public static Variant Map(VariantDraft draft, IReadOnlySet<string> templates, DefinitionErrors errors)
    {
        var image = draft.Image;
        var own = new DefinitionValues(image.File.File, draft.Values);
        var inherited = draft.Resolved!;
        return new()
        {
            Id = draft.Id,
            Image = image.Name,
            Directory = image.Directory,
            FolderName = draft.Cell.FolderName,
            Axes = draft.Cell.Axes,
            AxesAt = draft.Cell.Places,
            ValuesAt = inherited.Places,
            From = own.Text("from") ?? new("scratch", image.File.Start),
            Parent = draft.Parent?.Id,
            Template = Template(image, own, templates, errors),
            Description = own.Text("description"),
            Licenses = inherited.Licenses,
            Source = inherited.Source,
            Tags = draft.Tags,
            Push = inherited.Push,
            SkipsWithoutBase = own.Text("without-base")?.Value == "skip",
            Platforms = inherited.Platforms,
            PlatformsAt = inherited.PlatformsAt,
            Args = inherited.Args,
            Env = inherited.Env,
            Labels = inherited.Labels,
            Vars = inherited.Vars,
            Apt = own.Texts("apt") ?? [],
            Pip = own.Texts("pip") ?? [],
            R = own.Texts("r") ?? [],
            Secrets = draft.Secrets,
            Ssh = draft.Ssh,
            Expose = inherited.Expose,
            Volumes = inherited.Volumes,
            User = inherited.User,
            Workdir = inherited.Workdir,
            Entrypoint = inherited.Entrypoint,
            Cmd = inherited.Cmd,
            EndOfLife = EndOfLife(draft.Cell, inherited.EndOfLife),
            Reproducible = inherited.Reproducible,
            Refresh = inherited.Refresh,
            Limits = inherited.Limits,
            Tests = inherited.Tests,
            StructureFiles = draft.StructureFiles,
        };
    }

    private static Located<string> Template(
        ImageSource image,
        DefinitionValues own,
        IReadOnlySet<string> templates,
        DefinitionErrors errors
    )
    {
        var template = own.Text("template") ?? new(image.Name, image.File.Start);
        if (!templates.Contains(template.Value))
        {
            var near = NearNames.Hint(template.Value, templates);
            errors.Add(template.Location, $"there is no template templates/{template.Value}.Dockerfile.sbn{near}");
        }

        return template;
    }

    /// <summary>Finds the day support ends: the one for the whole combination, else the earliest of those for its values.</summary>
    private static Located<DateOnly>? EndOfLife(MatrixCell cell, OrderedDictionary<string, Located<string>> days)
    {
        if (days.TryGetValue(cell.FolderName, out var day))
        {
            return Day(day);
        }

        return cell.Axes.Values.Where(days.ContainsKey).Select(value => Day(days[value])).MinBy(static located => located.Value);
    }

    private static Located<DateOnly> Day(Located<string> text) =>
        new(DateOnly.ParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture), text.Location);
}
