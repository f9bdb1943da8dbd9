using System.Collections;

namespace Scriban.Runtime;

/// <content>The .NET dictionary interfaces.</content>
public partial class ScriptObject : IDictionary<string, object>, IDictionary, IFormattable
{
    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => _readOnly;

    bool IDictionary.IsReadOnly => _readOnly;

    bool IDictionary.IsFixedSize => false;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    ICollection IDictionary.Keys => _values.Keys;

    ICollection IDictionary.Values => _values.Values;

    object IDictionary.this[object key]
    {
        get => this[(string)key];
        set => this[(string)key] = value;
    }

    bool IDictionary<string, object>.TryGetValue(string key, out object value) => _values.TryGetValue(key, out value);

    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => Add(item.Key, item.Value);

    void IDictionary.Add(object key, object value) => Add((string)key, value);

    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) => _values.Contains(item);

    bool IDictionary.Contains(object key) => key is string name && _values.ContainsKey(name);

    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) => _values.Contains(item) && Remove(item.Key);

    void IDictionary.Remove(object key) => Remove((string)key);

    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object>>)_values).CopyTo(array, arrayIndex);

    void ICollection.CopyTo(Array array, int index) => ((ICollection)_values).CopyTo(array, index);

    IDictionaryEnumerator IDictionary.GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _values.GetEnumerator();

    string IFormattable.ToString(string format, IFormatProvider formatProvider) =>
        ValueText.Of((formatProvider as TemplateContext) ?? new TemplateContext(), this);
}
