namespace Octokit;

public struct StringEnum<TEnum>
    where TEnum : struct
{
    private TEnum? parsed;

    public StringEnum(TEnum parsedValue)
    {
        StringValue = Wire(parsedValue);
        parsed = parsedValue;
    }

    public StringEnum(string stringValue)
    {
        StringValue = stringValue ?? "";
        parsed = null;
    }

    public string StringValue { get; }

    public TEnum Value =>
        parsed ??= TryParse(out var value)
            ? value
            : throw new ArgumentException($"Value '{StringValue}' is not a valid '{typeof(TEnum).Name}' enum value.");

    public static implicit operator StringEnum<TEnum>(string value) => new(value);

    public static implicit operator StringEnum<TEnum>(TEnum parsedValue) => new(parsedValue);

    public bool TryParse(out TEnum value) => Enum.TryParse(StringValue, ignoreCase: true, out value) && Wire(value) == StringValue;

    public override string ToString() => StringValue;

    /// <summary>The value as it is sent; those used here are single words.</summary>
    private static string Wire(TEnum value) => value.ToString().ToLowerInvariant();
}
