using Images.BuildKit.Grpc;
using Images.BuildKit.Sessions;

namespace Images.BuildKit.Builds;

/// <summary>An output in the words of the engine: its exporter, the attributes, and who takes what it sends.</summary>
internal sealed record ExporterChoice(string Type, IReadOnlyDictionary<string, string> Attributes, Func<GrpcServerCall, Task>? Receive)
{
    /// <summary>The exporter of images in an engine, and in a buildkitd that runs alone.</summary>
    public const string EngineImage = "moby";
    public const string BareImage = "image";

    public static ExporterChoice Of(BuildOutput output, string imageExporter = EngineImage) =>
        output switch
        {
            ImageOutput image => new(imageExporter, ImageAttributes(image), null),
            ArchiveOutput archive => new(archive.Format, archive.Attributes, call => ArchiveReceiver.RunAsync(call, archive.Destination)),
            DirectoryOutput directory => new("local", new Dictionary<string, string>(), call => ReceiveAsync(call, directory.Path)),
            _ => new("", new Dictionary<string, string>(), null),
        };

    /// <summary>Whether the engine refused a build since it has no exporter of this name.</summary>
    public static bool IsMissing(string type, Errors.BuildFailedException error) =>
        error.Message.Contains($"exporter \"{type}\" could not be found", StringComparison.Ordinal);

    private static Dictionary<string, string> ImageAttributes(ImageOutput image)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        SetIf(image.Names.Count > 0, "name", string.Join(',', image.Names));
        SetIf(image.Push, "push", "true");
        SetIf(image.Push && image.InsecureRegistry, "registry.insecure", "true");
        foreach (var (key, value) in image.Attributes)
        {
            attributes[key] = value;
        }

        return attributes;

        void SetIf(bool condition, string key, string value)
        {
            if (condition)
            {
                attributes[key] = value;
            }
        }
    }

    private static async Task ReceiveAsync(GrpcServerCall call, string path)
    {
        await using var receiver = new DirectoryReceiver(call, path);
        await receiver.RunAsync();
    }
}
