using System.Text.Json.Serialization;

namespace Images.Rendering;

[JsonSerializable(typeof(string[]))]
internal sealed partial class TextListJson : JsonSerializerContext;
