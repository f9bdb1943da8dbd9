using System.Text;

namespace Images.Reporting.GitHub;

/// <summary>Writes the commands that a GitHub runner reads from a step's output.</summary>
public static class WorkflowCommand
{
    /// <summary>Writes a command.</summary>
    /// <param name="name">Its name, such as <c>error</c>.</param>
    /// <param name="properties">Its properties in order; those without a value are left out.</param>
    /// <param name="message">Its data; line breaks are kept by escaping.</param>
    /// <returns>One line without its end.</returns>
    public static string Write(string name, IEnumerable<KeyValuePair<string, string?>> properties, string message)
    {
        var command = new StringBuilder("::").Append(name);
        var separator = ' ';
        foreach (var (key, value) in properties)
        {
            if (!string.IsNullOrEmpty(value))
            {
                command.Append(separator).Append(key).Append('=').Append(Property(value));
                separator = ',';
            }
        }

        return command.Append("::").Append(Data(message)).ToString();
    }

    /// <summary>Tells the runner to hide a value in everything that follows; print it before the value is used.</summary>
    /// <param name="secret">The value, one line.</param>
    /// <returns>One line without its end.</returns>
    public static string AddMask(string secret) => Write("add-mask", [], secret);

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
