using System.Collections;

namespace Scriban.Runtime;

/// <summary>A list of any values.</summary>
public class ScriptArray : ScriptArray<object>
{
    public ScriptArray() { }

    public ScriptArray(int capacity)
        : base(capacity) { }

    public ScriptArray(IEnumerable<object> values)
        : base(values) { }

    public ScriptArray(IEnumerable values)
        : base(values) { }
}
