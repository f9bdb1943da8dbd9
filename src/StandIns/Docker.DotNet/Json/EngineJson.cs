using System.Text.Json.Serialization;
using Docker.DotNet.Models;

namespace Docker.DotNet;

/// <summary>Compile-time JSON: the engine writes names in several letter cases, so reading ignores case.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(AuthConfig))]
[JsonSerializable(typeof(ContainerExecCreateParameters))]
[JsonSerializable(typeof(ContainerExecCreateResponse))]
[JsonSerializable(typeof(ContainerExecInspectResponse))]
[JsonSerializable(typeof(ContainerInspectResponse))]
[JsonSerializable(typeof(ContainerWaitResponse))]
[JsonSerializable(typeof(CreateContainerParameters))]
[JsonSerializable(typeof(CreateContainerResponse))]
[JsonSerializable(typeof(Dictionary<string, AuthConfig>))]
[JsonSerializable(typeof(IDictionary<string, IDictionary<string, bool>>))]
[JsonSerializable(typeof(IDictionary<string, string>))]
[JsonSerializable(typeof(IList<IDictionary<string, string>>))]
[JsonSerializable(typeof(IList<ImageHistoryResponse>))]
[JsonSerializable(typeof(IList<ImagesListResponse>))]
[JsonSerializable(typeof(IList<string>))]
[JsonSerializable(typeof(ImageInspectResponse))]
[JsonSerializable(typeof(ImagesPruneResponse))]
[JsonSerializable(typeof(JSONMessage))]
[JsonSerializable(typeof(SystemInfoResponse))]
[JsonSerializable(typeof(VersionResponse))]
internal sealed partial class EngineJson : JsonSerializerContext;
