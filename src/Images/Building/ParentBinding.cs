using System.Text;
using Images.Rendering;

namespace Images.Building;

/// <summary>Makes a Dockerfile's references to images of ours mean the very images that were just built.</summary>
public static class ParentBinding
{
    /// <summary>Replaces references in FROM, COPY --from and RUN --mount=from=. Lines keep their numbers.</summary>
    /// <param name="dockerfile">The rendered Dockerfile.</param>
    /// <param name="bindings">Reference to local name.</param>
    /// <returns>The Dockerfile to send to the engine.</returns>
    public static string Bind(string dockerfile, IReadOnlyDictionary<string, string> bindings)
    {
        if (bindings.Count == 0)
        {
            return dockerfile;
        }

        var lines = dockerfile.Split('\n');
        foreach (var instruction in DockerfileParser.Parse(dockerfile))
        {
            foreach (var reference in DockerfileSources.In(instruction))
            {
                if (bindings.TryGetValue(reference, out var local))
                {
                    Replace(lines, instruction, reference, local);
                }
            }
        }

        return string.Join('\n', lines);
    }

    private static void Replace(string[] lines, DockerfileInstruction instruction, string reference, string local)
    {
        for (var index = instruction.FirstLine - 1; index < instruction.LastLine; index++)
        {
            var at = IndexOfWord(lines[index], reference);
            if (at >= 0)
            {
                lines[index] = new StringBuilder(lines[index]).Remove(at, reference.Length).Insert(at, local).ToString();
                return;
            }
        }
    }

    private static int IndexOfWord(string line, string word)
    {
        for (var at = line.IndexOf(word, StringComparison.Ordinal); at >= 0; at = line.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            var end = at + word.Length;
            var startsWord = at > 0 && line[at - 1] is ' ' or '\t' or '=';
            if (startsWord && (end == line.Length || line[end] is ' ' or '\t' or '\r' or ','))
            {
                return at;
            }
        }

        return -1;
    }
}
