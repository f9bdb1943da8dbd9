using Scriban.Parsing;

namespace Scriban.Runtime;

/// <summary>Named values in the order in which they were added. A subclass offers its public static methods as functions.</summary>
public partial class ScriptObject : IScriptObject
{
    private readonly Dictionary<string, object> _values;
    private HashSet<string> _readOnlyMembers;
    private bool _readOnly;

    public ScriptObject()
        : this(0, null, null) { }

    public ScriptObject(int capacity)
        : this(capacity, null, null) { }

    public ScriptObject(IEqualityComparer<string> keyComparer)
        : this(0, null, keyComparer) { }

    public ScriptObject(int capacity, IEqualityComparer<string> keyComparer)
        : this(capacity, null, keyComparer) { }

    public ScriptObject(int capacity, bool? autoImportStaticsFromThisType)
        : this(capacity, autoImportStaticsFromThisType, null) { }

    public ScriptObject(int capacity, bool? autoImportStaticsFromThisType, IEqualityComparer<string> keyComparer)
    {
        _values = new Dictionary<string, object>(capacity, keyComparer ?? StringComparer.Ordinal);
        if (autoImportStaticsFromThisType ?? GetType() != typeof(ScriptObject))
        {
            MemberImport.Statics(this, GetType());
        }
    }

    private ScriptObject(Dictionary<string, object> values)
    {
        _values = values;
    }

    public int Count => _values.Count;

    public ICollection<string> Keys => _values.Keys;

    public ICollection<object> Values => _values.Values;

    bool IScriptObject.IsReadOnly
    {
        get => _readOnly;
        set => _readOnly = value;
    }

    public virtual object this[string key]
    {
        get => _values.GetValueOrDefault(key);
        set => Write(key, value);
    }

    /// <summary>A copy that shares no state with <paramref name="source"/>, made without looking at its type.</summary>
    internal static ScriptObject CopyOf(ScriptObject source) =>
        new(new Dictionary<string, object>(source._values, source._values.Comparer));

    public void Add(string key, object value) => _values.Add(key, value);

    public void Clear() => _values.Clear();

    public bool ContainsKey(string key) => _values.ContainsKey(key);

    public virtual bool Contains(string member) => _values.ContainsKey(member);

    public virtual bool Remove(string member)
    {
        _readOnlyMembers?.Remove(member);
        return _values.Remove(member);
    }

    public virtual bool TryGetValue(TemplateContext context, SourceSpan span, string member, out object value) =>
        _values.TryGetValue(member, out value);

    public virtual bool TrySetValue(TemplateContext context, SourceSpan span, string member, object value, bool readOnly)
    {
        if (!IsWritable(member))
        {
            return false;
        }

        SetValue(member, value, readOnly);
        return true;
    }

    public void SetValue(string member, object value, bool readOnly)
    {
        _values[member] = value;
        MarkReadOnly(member, readOnly);
    }

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => _values.GetEnumerator();

    IEnumerable<string> IScriptObject.GetMembers() => _values.Keys;

    bool IScriptObject.CanWrite(string member) => IsWritable(member);

    void IScriptObject.SetReadOnly(string member, bool readOnly) => MarkReadOnly(member, readOnly);

    IScriptObject IScriptObject.Clone(bool deep)
    {
        var copy = CopyOf(this);
        if (deep)
        {
            foreach (var (key, value) in _values)
            {
                copy._values[key] = value is IScriptObject inner ? inner.Clone(true) : value;
            }
        }

        return copy;
    }

    private bool IsWritable(string member) => !_readOnly && !(_readOnlyMembers?.Contains(member) ?? false);

    private void MarkReadOnly(string member, bool readOnly)
    {
        if (readOnly)
        {
            (_readOnlyMembers ??= new HashSet<string>(_values.Comparer)).Add(member);
        }
        else
        {
            _readOnlyMembers?.Remove(member);
        }
    }

    private void Write(string key, object value)
    {
        if (!IsWritable(key))
        {
            throw new InvalidOperationException($"the member `{key}` is read-only");
        }

        _values[key] = value;
    }
}
