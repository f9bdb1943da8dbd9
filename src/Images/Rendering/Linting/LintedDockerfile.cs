using Images.Rendering.Linting.Shell;

namespace Images.Rendering.Linting;

/// <summary>A rendered Dockerfile as the rules see it.</summary>
public sealed class LintedDockerfile
{
    private readonly ImageReferences references;
    private readonly IReadOnlyDictionary<string, LintedDockerfile> family;
    private readonly Lazy<IReadOnlyList<RunStep>> runs;

    internal LintedDockerfile(RenderedImage image, ImageReferences references, IReadOnlyDictionary<string, LintedDockerfile> family)
    {
        this.references = references;
        this.family = family;
        Image = image;
        Text = image.Dockerfile.Split('\n');
        Instructions = DockerfileParser.Parse(image.Dockerfile);
        Stages = [.. Instructions.Where(instruction => instruction.Keyword == "FROM").Select(LintedStage.Of)];
        runs = new Lazy<IReadOnlyList<RunStep>>(() =>
            [.. Instructions.Where(instruction => instruction.Keyword == "RUN").Select(instruction => RunStep.Of(this, instruction))]
        );
    }

    /// <summary>Gets the image.</summary>
    public RenderedImage Image { get; }

    /// <summary>Gets the instructions in order.</summary>
    public IReadOnlyList<DockerfileInstruction> Instructions { get; }

    /// <summary>Gets the lines of the text; line 1 is at index 0.</summary>
    internal IReadOnlyList<string> Text { get; }

    /// <summary>Gets the stages in order.</summary>
    internal IReadOnlyList<LintedStage> Stages { get; }

    /// <summary>Gets the RUN instructions in order, their commands taken apart.</summary>
    internal IReadOnlyList<RunStep> Runs => runs.Value;

    /// <summary>Says whether a reference is one of the family.</summary>
    /// <param name="reference">What stands after FROM or --from=.</param>
    /// <returns>True when it is.</returns>
    internal bool IsOurs(string reference) => references.TryFind(reference, out _);

    /// <summary>Finds the Dockerfile of an image of the family.</summary>
    /// <param name="reference">What stands after FROM.</param>
    /// <returns>The Dockerfile; null when the reference is none of ours.</returns>
    internal LintedDockerfile? Find(string reference) =>
        references.TryFind(reference, out var variant) ? family.GetValueOrDefault(variant.Id) : null;

    /// <summary>Finds the line of an instruction that says something.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="words">Words that come one after the other, such as a program and its verb.</param>
    /// <returns>The line of the last word, counted from 1; the instruction's first line when there is none.</returns>
    internal int LineOf(DockerfileInstruction instruction, params ReadOnlySpan<string> words)
    {
        var found = instruction.FirstLine;
        foreach (var word in words)
        {
            for (var line = found; word.Length > 0 && line <= instruction.LastLine; line++)
            {
                if (!Text[line - 1].TrimStart().StartsWith('#') && HasWord(Text[line - 1], word))
                {
                    found = line;
                    break;
                }
            }
        }

        return found;
    }

    private static bool HasWord(string line, string word)
    {
        var start = line.IndexOf(word, StringComparison.Ordinal);
        while (start >= 0)
        {
            var end = start + word.Length;
            if (
                !(start > 0 && IsLetter(line[start - 1]) && IsLetter(line[start]))
                && !(end < line.Length && IsLetter(line[end]) && IsLetter(line[end - 1]))
            )
            {
                return true;
            }

            start = line.IndexOf(word, start + 1, StringComparison.Ordinal);
        }

        return false;
    }

    private static bool IsLetter(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '-';
}
