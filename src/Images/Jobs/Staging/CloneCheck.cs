using System.Text.RegularExpressions;

namespace Images.Jobs.Staging;

/// <summary>
/// Finds repositories that a set-up fetches without checking out a commit by its whole id: what they are like another day is not written in
/// the computation's own commit.
/// </summary>
internal static partial class CloneCheck
{
    /// <summary>Looks through a script.</summary>
    /// <param name="shown">The file's path as shown to people.</param>
    /// <param name="script">The script.</param>
    /// <returns>One line each, with file and line.</returns>
    public static IReadOnlyList<string> Find(string shown, SetupScript script)
    {
        var open = new List<(int Line, string Folder, string? Name)>();
        var folder = string.Empty;
        foreach (var step in script.Steps)
        {
            foreach (var command in step.Commands)
            {
                if (command is { Program: "cd", Arguments: [var target, ..] })
                {
                    folder = Last(target);
                }
                else if (command.Program == "git")
                {
                    Take(step.Line, Git.Of(command.Arguments, folder));
                }
            }
        }

        return
        [
            .. open.Select(clone =>
                $"{shown}:{clone.Line}: {(clone.Name is null ? "a repository is fetched" : $"'{clone.Name}' is checked out, which may mean another commit later")}; "
                + "check out a commit by its whole id of 40 digits, so that another version is another commit of the computation"
            ),
        ];

        void Take(int line, Git git)
        {
            if (git.Verb == "clone")
            {
                open.Add((line, git.Cloned, null));
                return;
            }

            if (git.Verb is not ("checkout" or "reset" or "switch") || open.Count == 0)
            {
                return;
            }

            var index = open.FindLastIndex(clone => clone.Folder == git.Folder);
            index = index < 0 ? open.Count - 1 : index;
            if (git.Words.Any(word => WholeId().IsMatch(word)))
            {
                open.RemoveAt(index);
            }
            else
            {
                open[index] = open[index] with { Name = git.Words.LastOrDefault(word => !word.StartsWith('-')) };
            }
        }
    }

    private static string Last(string path) => path.TrimEnd('/') is var trimmed ? trimmed[(trimmed.LastIndexOf('/') + 1)..] : path;

    [GeneratedRegex("^[0-9a-f]{40}([0-9a-f]{24})?$")]
    private static partial Regex WholeId();

    private sealed record Git(string Verb, string Folder, IReadOnlyList<string> Words)
    {
        public string Cloned =>
            Words.Where(word => !word.StartsWith('-')).ToList() is [.., var last] ? RemoveSuffix(Last(last)) : string.Empty;

        public static Git Of(IReadOnlyList<string> arguments, string folder)
        {
            var index = 0;
            while (index < arguments.Count && arguments[index].StartsWith('-'))
            {
                if (arguments[index] == "-C" && index + 1 < arguments.Count)
                {
                    folder = Last(arguments[index + 1]);
                }

                index += arguments[index] is "-C" or "-c" ? 2 : 1;
            }

            return new Git(arguments.ElementAtOrDefault(index) ?? string.Empty, folder, [.. arguments.Skip(index + 1)]);
        }

        private static string RemoveSuffix(string name) => name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4] : name;
    }
}
