namespace Images.Rendering.Linting.Shell;

/// <summary>Notes where the lists of a script's outermost level begin and end, while the script is read.</summary>
/// <param name="commands">Where finished commands go.</param>
internal sealed class ShellListMarks(List<ShellCommand> commands)
{
    private readonly List<ShellList> lists = [];
    private int start = -1;
    private int end;
    private int firstCommand;
    private bool goesOn;

    /// <summary>Gets the lists so far.</summary>
    public IReadOnlyList<ShellList> Lists => lists;

    /// <summary>Takes a word, a redirection or an operator that ends no list.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="to">Behind it.</param>
    /// <param name="joins">Whether it is an operator after which the list goes on.</param>
    /// <param name="before">How many commands were finished before it.</param>
    public void Take(int from, int to, bool joins, int before)
    {
        if (start < 0)
        {
            (start, firstCommand) = (from, before);
        }

        (end, goesOn) = (to, joins);
    }

    /// <summary>Takes what may end a list: the end of a line, <c>;</c>, <c>&amp;</c> or the end of the script.</summary>
    /// <param name="level">The outermost level, its command ended.</param>
    /// <param name="isBackground">Whether it is <c>&amp;</c>.</param>
    public void Close(ShellLevel level, bool isBackground)
    {
        if (start >= 0 && level.IsClosed && !goesOn)
        {
            lists.Add(new ShellList(start, end, end, isBackground, [.. commands.Skip(firstCommand)]));
            start = -1;
        }
    }

    /// <summary>Takes the here-documents below a line.</summary>
    /// <param name="to">Behind them.</param>
    public void TakeDocuments(int to)
    {
        if (start < 0 && lists.Count > 0)
        {
            lists[^1] = lists[^1] with { TextEnd = to };
        }
        else
        {
            end = to;
        }
    }
}
