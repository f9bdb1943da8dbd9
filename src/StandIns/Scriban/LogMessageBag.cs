using System.Collections;
using System.Text;
using Scriban.Parsing;

namespace Scriban;

/// <summary>The messages of one parse, in order.</summary>
public class LogMessageBag : IReadOnlyList<LogMessage>
{
    private readonly List<LogMessage> _messages = [];

    public LogMessageBag() { }

    public int Count => _messages.Count;

    public bool HasErrors { get; private set; }

    public LogMessage this[int index] => _messages[index];

    public void Add(LogMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        _messages.Add(message);
        HasErrors |= message.Type == ParserMessageType.Error;
    }

    public void AddRange(IEnumerable<LogMessage> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        foreach (var message in messages)
        {
            Add(message);
        }
    }

    public IEnumerator<LogMessage> GetEnumerator() => _messages.GetEnumerator();

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var message in _messages)
        {
            text.AppendLine(message.ToString());
        }

        return text.ToString();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
