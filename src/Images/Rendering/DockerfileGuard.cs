using System.Collections.Frozen;
using Images.Definitions;

namespace Images.Rendering;

/// <summary>Looks at a rendered Dockerfile as the frontend will, and refuses what no template should make.</summary>
/// <param name="files">The templates.</param>
/// <param name="variant">The variant.</param>
/// <param name="words">Its values.</param>
internal sealed class DockerfileGuard(TemplateFiles files, Variant variant, IReadOnlySet<string> words)
{
    private static readonly FrozenSet<string> Keywords = FrozenSet.ToFrozenSet(
        [
            "ADD",
            "ARG",
            "CMD",
            "COPY",
            "ENTRYPOINT",
            "ENV",
            "EXPOSE",
            "FROM",
            "HEALTHCHECK",
            "LABEL",
            "MAINTAINER",
            "ONBUILD",
            "RUN",
            "SHELL",
            "STOPSIGNAL",
            "USER",
            "VOLUME",
            "WORKDIR",
        ],
        StringComparer.Ordinal
    );

    /// <summary>Checks a Dockerfile.</summary>
    /// <param name="dockerfile">The text.</param>
    /// <param name="lines">Where its lines came from.</param>
    /// <returns>What is wrong, at the template's lines.</returns>
    public IEnumerable<DefinitionError> Check(string dockerfile, IReadOnlyList<TemplateLine> lines)
    {
        var text = dockerfile.Split('\n');
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index].FirstOrDefault(character => char.IsControl(character) && character != '\t') is var control and not '\0')
            {
                yield return At(index + 1, $"puts the control character U+{(int)control:X4} into the Dockerfile");
            }
        }

        if (text.Length > 1 && text[^2].TrimEnd(' ', '\t').EndsWith('\\'))
        {
            yield return At(text.Length - 1, "ends the Dockerfile with a line that continues: take the last backslash away");
        }

        var instructions = DockerfileParser.Parse(dockerfile);
        if (!instructions.Any(instruction => instruction.Keyword == "FROM"))
        {
            yield return new DefinitionError(
                variant.Template.Location,
                $"the Dockerfile of {variant.Id} has no FROM: begin the template with 'FROM {{{{ from }}}}'"
            );
        }

        foreach (
            var fault in instructions.SelectMany(instruction =>
                Check(instruction, lines[instruction.FirstLine - 1]).Select(fault => At(instruction.FirstLine, fault))
            )
        )
        {
            yield return fault;
        }

        DefinitionError At(int line, string message) => new(new SourceLocation(lines[line - 1].File, lines[line - 1].Line, 1), message);
    }

    private IEnumerable<string> Check(DockerfileInstruction instruction, TemplateLine line)
    {
        if (!Keywords.Contains(instruction.Keyword))
        {
            yield return $"'{instruction.Keyword}' is no instruction{NearNames.Hint(instruction.Keyword, Keywords)}";
        }
        else if (instruction.Arguments.Length == 0 && instruction.Keyword != "CMD")
        {
            yield return $"{instruction.Keyword} says nothing: give it an argument or leave it out";
        }
        else if (IsValue(instruction.Keyword, line))
        {
            yield return $"a value has become the instruction {instruction.Keyword}: write keywords in the template";
        }

        foreach (var fault in MountFaults(instruction))
        {
            yield return fault;
        }

        if (instruction.Keyword == "FROM" && Base(instruction.Arguments) is { } reference && !IsReference(reference))
        {
            yield return $"FROM: '{reference}' is not an image's reference";
        }
    }

    // Undeclared ones would be missing when the image is built, and no step need notice.
    private IEnumerable<string> MountFaults(DockerfileInstruction instruction)
    {
        foreach (var mount in RunMount.In(instruction).Where(mount => mount.Type is "secret" or "ssh"))
        {
            var (key, known) =
                mount.Type == "secret"
                    ? ("secrets", variant.Secrets.Select(secret => secret.Id).ToList())
                    : ("ssh", variant.Ssh.Select(agent => agent.Id).ToList());
            var id = mount.Id ?? (mount.Type == "ssh" ? "default" : null);
            if (id is not null && !id.Contains('$', StringComparison.Ordinal) && !known.Contains(id, StringComparer.Ordinal))
            {
                var what = mount.Type == "secret" ? "secret" : "SSH agent";
                yield return $"RUN mounts the {what} '{id}', which images/{variant.Image}/image.yaml does not declare{NearNames.Hint(id, known)}; add it to its '{key}'";
            }
        }
    }

    private bool IsValue(string keyword, TemplateLine line) =>
        words.Contains(keyword) && !files.Read(line.File).Line(line.Line).Contains(keyword, StringComparison.OrdinalIgnoreCase);

    private static string? Base(string arguments) => arguments.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();

    private static bool IsReference(string reference) =>
        reference.Contains('$', StringComparison.Ordinal) || ValueForms.Reference.IsMatch(reference);
}
