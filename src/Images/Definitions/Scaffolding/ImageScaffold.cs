using Images.Definitions.Syntax;

namespace Images.Definitions.Scaffolding;

/// <summary>Begins an image: a definition that can be built and passes its tests as it is.</summary>
/// <param name="family">The family.</param>
public sealed class ImageScaffold(Family family)
{
    /// <summary>The template that installs what the lists of a definition name.</summary>
    public const string GeneralTemplate = "packages";

    private const string Ending = ".Dockerfile.sbn";

    /// <summary>Composes the files of an image; nothing is written.</summary>
    /// <param name="wishes">What is wanted.</param>
    /// <returns>The files, none of which is there.</returns>
    /// <exception cref="ScaffoldException">It cannot be had.</exception>
    /// <exception cref="IOException">The family's folder cannot be read.</exception>
    public IReadOnlyList<ScaffoldFile> Compose(ScaffoldWishes wishes)
    {
        CheckName(wishes.Name);
        Check("--apt", TextRules.DebianPackage, wishes.Apt);
        Check("--pip", TextRules.PythonRequirement, wishes.Pip);
        Check("--r", TextRules.RPackage, wishes.R);
        Check("--summary", TextRules.Line, wishes.Description is null ? [] : [wishes.Description]);
        var from = Parent(wishes.From, out var suite);
        var files = new List<ScaffoldFile>();
        var template = wishes.Template ?? GeneralTemplate;
        if (!Exists(template))
        {
            files.Add(OwnTemplate(wishes, template));
        }

        files.Add(new($"images/{wishes.Name}/image.yaml", ScaffoldText.Of(wishes with { From = from }, template, suite)));
        return files;
    }

    /// <summary>Writes the files of an image. When one cannot be written, none stays.</summary>
    /// <param name="files">The files.</param>
    /// <exception cref="IOException">One is there already, or cannot be written.</exception>
    public void Write(IReadOnlyList<ScaffoldFile> files)
    {
        var made = new List<string>();
        try
        {
            foreach (var file in files)
            {
                var path = Path.Combine(family.Root, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                using var stream = new StreamWriter(new FileStream(path, FileMode.CreateNew));
                made.Add(path);
                stream.Write(file.Text);
            }
        }
        catch
        {
            made.ForEach(File.Delete);
            throw;
        }
    }

    private void CheckName(string name)
    {
        if (!ImageReference.IsPathComponent(name))
        {
            var better = string.Join(
                '-',
                name.ToLowerInvariant()
                    .Split([.. name.Where(letter => !char.IsAsciiLetterOrDigit(letter))], StringSplitOptions.RemoveEmptyEntries)
            );
            var hint = ImageReference.IsPathComponent(better) ? $" (did you mean '{better}'?)" : string.Empty;
            throw new ScaffoldException(
                $"'{TextProblems.Quote(name)}' cannot name an image; use lower-case letters and digits, with '.', '_' or '-' between them{hint}"
            );
        }

        if (Path.Exists(Path.Combine(family.Root, "images", name)))
        {
            throw new ScaffoldException($"images/{name} is there already; choose another name, or change images/{name}/image.yaml");
        }
    }

    private static void Check(string option, TextRule rule, IReadOnlyList<string> values)
    {
        foreach (var value in values)
        {
            var problem = TextProblems.Of(rule, value);
            if (problem is null && Interpolator.IsNeeded(value))
            {
                problem = $"'{TextProblems.Quote(value)}' has a '{{{{' in it; write it into image.yaml, where axes are replaced";
            }

            if (problem is not null)
            {
                throw new ScaffoldException($"{option}: {problem}");
            }
        }
    }

    /// <summary>Finds what to write behind 'from'; the suite is told where only this definition can say it.</summary>
    private string Parent(string from, out string? suite)
    {
        suite = null;
        if (family.Bases.TryGetValue(from, out var recipe))
        {
            suite = recipe.Suite;
            return from;
        }

        if (family.Images.FirstOrDefault(image => image.Name == from) is { } image)
        {
            return image.Variants switch
            {
                [_] => from,
                var several when several.FirstOrDefault(IsLatest) is { } latest => latest.Id,
                var several => throw new ScaffoldException(
                    $"--from: {from} has several variants and none is 'latest'; name one: {string.Join(", ", several.Select(variant => variant.Id))}"
                ),
            };
        }

        if (family.Variants.FirstOrDefault(variant => variant.Id == from || IsTag(variant, from)) is not null)
        {
            return from;
        }

        var known = family
            .Images.Select(image => image.Name)
            .Concat(family.Variants.Select(variant => variant.Id))
            .Concat(family.Bases.Keys);
        throw new ScaffoldException(
            $"--from: there is no image '{TextProblems.Quote(from)}' in this family{NearNames.Hint(from, known.Distinct())}; an external base must stand under 'bases' in images/family.yaml"
        );
    }

    private static bool IsLatest(Variant variant) => variant.Tags.Any(tag => tag.Name == "latest");

    private static bool IsTag(Variant variant, string from) => variant.Tags.Any(tag => from == $"{variant.Image}:{tag.Name}");

    private bool Exists(string template) => File.Exists(TemplatePath(template));

    private string TemplatePath(string template) => Path.Combine(family.Root, "templates", template + Ending);

    // One of its own begins as the general one.
    private ScaffoldFile OwnTemplate(ScaffoldWishes wishes, string template)
    {
        if (!Exists(GeneralTemplate))
        {
            throw new ScaffoldException(
                $"there is no template templates/{TextProblems.Quote(template)}{Ending}{NearNames.Hint(template, Templates())}; name one with --template"
            );
        }

        return template == wishes.Name
            ? new($"templates/{template}{Ending}", File.ReadAllText(TemplatePath(GeneralTemplate)))
            : throw new ScaffoldException(
                $"--template: there is no template templates/{TextProblems.Quote(template)}{Ending}{NearNames.Hint(template, Templates())}; --template={wishes.Name} makes one for this image"
            );
    }

    private IEnumerable<string> Templates()
    {
        var folder = Path.Combine(family.Root, "templates");
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, $"*{Ending}").Select(path => Path.GetFileName(path)[..^Ending.Length])
            : [];
    }
}
