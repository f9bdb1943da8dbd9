namespace Images.Rendering.Linting.Shell;

/// <summary>What is known inside one pair of parentheses of a shell script.</summary>
/// <param name="commands">Where finished commands go.</param>
internal sealed class ShellLevel(List<ShellCommand> commands)
{
    private static readonly string[] Openers = ["{", "if", "while", "until", "for", "select", "case"];
    private static readonly string[] Closers = ["}", "fi", "done"];
    private static readonly string[] Continuers = ["!", "{", "if", "then", "elif", "else", "while", "until", "do", "time"];

    private readonly List<string> words = [];
    private int openCases;
    private int openCompounds;

    /// <summary>Gets whether the patterns of a <c>case</c> are being read.</summary>
    public bool InPatterns { get; private set; }

    /// <summary>Gets whether no compound command, such as <c>{</c> or <c>if</c>, waits for its end.</summary>
    public bool IsClosed => openCompounds == 0;

    /// <summary>Gets whether a condition in double brackets is being read.</summary>
    public bool InCondition => words.Contains("[[") && words[^1] != "]]";

    /// <summary>Takes a word.</summary>
    /// <param name="word">The word, quotes taken away.</param>
    public void Add(string word)
    {
        if (word == "esac" && openCases > 0 && (InPatterns || words.Count == 0))
        {
            openCases--;
            openCompounds--;
            InPatterns = false;
        }
        else if (!InPatterns)
        {
            if (words.TrueForAll(before => Continuers.Contains(before, StringComparer.Ordinal)) || words is ["function", _])
            {
                openCompounds +=
                    Openers.Contains(word, StringComparer.Ordinal) ? 1
                    : Closers.Contains(word, StringComparer.Ordinal) && openCompounds > 0 ? -1
                    : 0;
            }

            words.Add(word);
            if (word == "in" && words is [.., "case", _, _])
            {
                words.Clear();
                openCases++;
                InPatterns = true;
            }
        }
    }

    /// <summary>Ends the command.</summary>
    /// <param name="isPiped">Whether a pipe follows.</param>
    public void End(bool isPiped)
    {
        if (words.Count > 0 || isPiped)
        {
            commands.Add(new ShellCommand([.. words], isPiped));
            words.Clear();
        }
    }

    /// <summary>Takes an operator among patterns.</summary>
    /// <param name="character">The operator; a closing parenthesis ends the patterns.</param>
    public void EndPatterns(char character) => InPatterns &= character != ')';

    /// <summary>Goes on with the patterns of the innermost <c>case</c>, if there is one.</summary>
    public void NextPattern() => InPatterns = openCases > 0;
}
