using System.Text.Json.Serialization;

namespace Images.Planning;

[JsonSerializable(typeof(string[]))]
internal sealed partial class PlanningJson : JsonSerializerContext;
