using System.Globalization;
using Images.Build.Hosting;
using Images.Building;
using Images.Building.Inspecting;
using Images.Planning;

namespace Images.Build.Printing;

/// <summary>Prints what an image is.</summary>
internal static class InspectionResults
{
    private const string Revision = "org.opencontainers.image.revision";

    /// <summary>Writes it to standard output, and what could not be asked to standard error.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="document">What is known.</param>
    /// <param name="json">Whether to write JSON.</param>
    public static void Write(Output output, InspectionDocument document, bool json)
    {
        if (json)
        {
            output.Results.Write(document.ToJson());
        }
        else if (document.Engine is not null || document.Registry is not null)
        {
            WriteTable(output.Results, document);
        }

        foreach (var problem in document.Problems)
        {
            output.Log.WriteLine(problem);
        }
    }

    private static void WriteTable(TextWriter writer, InspectionDocument document)
    {
        var table = new Table(document.Reference, "ENGINE", "REGISTRY");
        Row("digest", place => place.Digest);
        Row("platforms", place => string.Join(", ", place.Platforms));
        Row("manifest", place => place.Image.Digest == place.Digest ? null : $"{place.Image.Digest} ({place.Image.Platform})");
        Row("created", place => place.Image.Created?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        Row(
            "size",
            place => Quantity.Bytes(place.Image.Size) + (place.Image.Layers.Any(layer => layer.Size is not null) ? " compressed" : "")
        );
        Row("layers", place => place.Image.Layers.Count.ToString(CultureInfo.InvariantCulture));
        Row("variant", place => place.Image.Labels.GetValueOrDefault(ImageLabels.Variant));
        Row("fingerprint", place => place.Image.Labels.GetValueOrDefault(ImageLabels.Fingerprint));
        Row("revision", place => place.Image.Labels.GetValueOrDefault(Revision));
        Row("standing", place => place.Standing?.State);
        table.Write(writer);

        WriteReasons(writer, "engine", document.Engine);
        WriteReasons(writer, "registry", document.Registry);
        WriteLayers(writer, document);

        void Row(string name, Func<InspectedImage, string?> value)
        {
            var (here, there) = (Value(document.Engine, value), Value(document.Registry, value));
            if (here is not null || there is not null)
            {
                table.Add(name, here ?? "-", there ?? "-");
            }
        }
    }

    private static string? Value(InspectedImage? place, Func<InspectedImage, string?> value) => place is null ? null : value(place);

    private static void WriteReasons(TextWriter writer, string place, InspectedImage? image)
    {
        if (image?.Standing is { Reasons.Count: > 0 } standing)
        {
            writer.WriteLine();
            writer.WriteLine($"{place}: {standing.State}");
            foreach (var reason in standing.Reasons)
            {
                writer.WriteLine($"  {reason}");
            }
        }
    }

    private static void WriteLayers(TextWriter writer, InspectionDocument document)
    {
        if ((document.Registry ?? document.Engine)?.Image.Layers is { Count: > 0 } layers)
        {
            writer.WriteLine();
            var table = new Table("LAYER", "SIZE");
            foreach (var layer in layers)
            {
                table.Add(layer.Digest, layer.Size is { } size ? Quantity.Bytes(size) : "-");
            }

            table.Write(writer);
        }
    }
}
