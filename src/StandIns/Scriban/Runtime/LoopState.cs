namespace Scriban.Runtime;

/// <summary>Where a running loop is.</summary>
internal sealed class LoopState(string keyword, string variable)
{
    private object _previous;

    public string Keyword => keyword;

    public string Variable => variable;

    public object Value { get; set; }

    public int Index { get; set; }

    public int Length { get; set; }

    public int Rounds { get; set; }

    private bool IsChanged => Index == 0 || !Equals(_previous, Value);

    public void Begin(int index, object value)
    {
        _previous = Value;
        Index = index;
        Value = value;
    }

    public bool TryGetMember(string name, out object value)
    {
        var isFor = keyword == "for";
        value = name switch
        {
            "index" => Index,
            "first" => Index == 0,
            "even" => Index % 2 == 0,
            "odd" => Index % 2 != 0,
            "length" when isFor => Length,
            "rindex" when isFor => Length - Index - 1,
            "last" when isFor => Index == Length - 1,
            "changed" when isFor => IsChanged,
            _ => null,
        };
        return value != null;
    }
}
