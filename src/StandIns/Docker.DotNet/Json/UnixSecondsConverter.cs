using System.Text.Json;
using System.Text.Json.Serialization;

namespace Docker.DotNet;

/// <summary>A time written as seconds since 1970, in UTC.</summary>
internal sealed class UnixSecondsConverter : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64()).UtcDateTime;

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(new DateTimeOffset(value).ToUnixTimeSeconds());
}
