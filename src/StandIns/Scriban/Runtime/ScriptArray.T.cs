using System.Collections;
using Scriban.Parsing;

namespace Scriban.Runtime;

/// <summary>A list whose items templates read by index; it may also carry named members.</summary>
public class ScriptArray<T> : IScriptObject, IList<T>, IList
{
    private readonly List<T> _items;
    private ScriptObject _members;
    private bool _readOnly;

    public ScriptArray()
    {
        _items = [];
    }

    public ScriptArray(int capacity)
    {
        _items = new List<T>(capacity);
    }

    public ScriptArray(T[] array)
    {
        _items = [.. array];
    }

    public ScriptArray(IEnumerable<T> values)
    {
        _items = [.. values];
    }

    public ScriptArray(IEnumerable values)
    {
        _items = [.. values.Cast<T>()];
    }

    public int Count => _items.Count;

    bool IScriptObject.IsReadOnly
    {
        get => _readOnly;
        set => _readOnly = value;
    }

    bool ICollection<T>.IsReadOnly => _readOnly;

    bool IList.IsReadOnly => _readOnly;

    bool IList.IsFixedSize => false;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    private ScriptObject Members => _members ??= [];

    public virtual T this[int index]
    {
        get => index >= 0 && index < _items.Count ? _items[index] : default;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            while (_items.Count <= index)
            {
                _items.Add(default);
            }

            _items[index] = value;
        }
    }

    object IList.this[int index]
    {
        get => this[index];
        set => this[index] = (T)value;
    }

    public virtual void Add(T item) => _items.Add(item);

    int IList.Add(object value)
    {
        Add((T)value);
        return _items.Count - 1;
    }

    bool ICollection<T>.Contains(T item) => _items.Contains(item);

    bool IList.Contains(object value) => value is T item && _items.Contains(item);

    bool IScriptObject.Contains(string member) => member == "size" || (_members?.Contains(member) ?? false);

    void ICollection<T>.Clear() => _items.Clear();

    void IList.Clear() => _items.Clear();

    void ICollection<T>.CopyTo(T[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

    void ICollection.CopyTo(Array array, int index) => ((ICollection)_items).CopyTo(array, index);

    int IList<T>.IndexOf(T item) => _items.IndexOf(item);

    int IList.IndexOf(object value) => value is T item ? _items.IndexOf(item) : -1;

    void IList<T>.Insert(int index, T item) => _items.Insert(index, item);

    void IList.Insert(int index, object value) => _items.Insert(index, (T)value);

    bool ICollection<T>.Remove(T item) => _items.Remove(item);

    void IList.Remove(object value)
    {
        if (value is T item)
        {
            _items.Remove(item);
        }
    }

    bool IScriptObject.Remove(string member) => _members?.Remove(member) ?? false;

    void IList<T>.RemoveAt(int index) => _items.RemoveAt(index);

    void IList.RemoveAt(int index) => _items.RemoveAt(index);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    IEnumerable<string> IScriptObject.GetMembers() => _members is null ? ["size"] : ["size", .. _members.Keys];

    bool IScriptObject.TryGetValue(TemplateContext context, SourceSpan span, string member, out object value)
    {
        if (member == "size")
        {
            value = _items.Count;
            return true;
        }

        value = null;
        return _members?.TryGetValue(context, span, member, out value) ?? false;
    }

    bool IScriptObject.CanWrite(string member) => member != "size" && ((IScriptObject)Members).CanWrite(member);

    bool IScriptObject.TrySetValue(TemplateContext context, SourceSpan span, string member, object value, bool readOnly) =>
        member != "size" && Members.TrySetValue(context, span, member, value, readOnly);

    void IScriptObject.SetReadOnly(string member, bool readOnly) => ((IScriptObject)Members).SetReadOnly(member, readOnly);

    IScriptObject IScriptObject.Clone(bool deep) =>
        new ScriptArray<T>(_items.Select(item => deep && item is IScriptObject inner ? (T)inner.Clone(true) : item).ToArray())
        {
            _members = (ScriptObject)((IScriptObject)_members)?.Clone(deep),
        };
}
