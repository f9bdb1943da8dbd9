using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Docker.DotNet;

/// <summary>A query string under construction; values that are null are left out.</summary>
internal sealed class Query
{
    private readonly StringBuilder text = new();

    public Query Add(string name, string value)
    {
        if (value != null)
        {
            text.Append(text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return this;
    }

    public Query Add(string name, bool? value) =>
        Add(
            name,
            value switch
            {
                true => "1",
                false => "0",
                null => null,
            }
        );

    public Query Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public Query AddEach(string name, IEnumerable<string> values)
    {
        foreach (var value in values ?? [])
        {
            Add(name, value);
        }

        return this;
    }

    public Query AddFilters(IDictionary<string, IDictionary<string, bool>> filters) =>
        Add(
            "filters",
            filters is null ? null : JsonSerializer.Serialize(filters, EngineJson.Default.IDictionaryStringIDictionaryStringBoolean)
        );

    public Query AddMap(string name, IDictionary<string, string> map) =>
        Add(name, map is null ? null : JsonSerializer.Serialize(map, EngineJson.Default.IDictionaryStringString));

    public Query AddList(string name, IList<string> list) =>
        Add(name, list is null ? null : JsonSerializer.Serialize(list, EngineJson.Default.IListString));

    public override string ToString() => text.ToString();
}
