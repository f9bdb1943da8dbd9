namespace Images.Rendering.Linting.Shell;

/// <summary>What is known inside one pair of parentheses of a shell script.</summary>
/// <param name="commands">Where finished commands go.</param>
internal sealed class ShellLevel(List<ShellCommand> commands)
{
    private readonly List<string> words = [];
    private int openCases;

    /// <summary>Gets whether the patterns of a <c>case</c> are being read.</summary>
    public bool InPatterns { get; private set; }

    /// <summary>Gets whether a condition in double brackets is being read.</summary>
    public bool InCondition => words.Contains("[[") && words[^1] != "]]";

    /// <summary>Takes a word.</summary>
    /// <param name="word">The word, quotes taken away.</param>
    public void Add(string word)
    {
        if (word == "esac" && openCases > 0 && (InPatterns || words.Count == 0))
        {
            openCases--;
            InPatterns = false;
        }
        else if (!InPatterns)
        {
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
