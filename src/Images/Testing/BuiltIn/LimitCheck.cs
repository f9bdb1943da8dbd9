using System.Globalization;
using Images.Building;
using Images.Definitions;

namespace Images.Testing.BuiltIn;

/// <summary>The image keeps within its <c>limits:</c>.</summary>
internal static class LimitCheck
{
    public static CheckResult Size(Limits limits, ImageFacts image, string definition)
    {
        if (limits.Size is not { } limit)
        {
            return CheckResult.Skipped("no limits.size is set");
        }

        var result =
            image.Size <= limit.Value
                ? CheckResult.Passed
                : CheckResult.Failed(
                    $"expected at most {Quantity.Bytes(limit.Value)}, found {Quantity.Bytes(image.Size)}: {Quantity.Bytes(image.Size - limit.Value)} too much{Origin(limit.Location, definition)}"
                );
        return result with { Location = limit.Location };
    }

    public static CheckResult Layers(Limits limits, ImageFacts image, string definition)
    {
        if (limits.Layers is not { } limit)
        {
            return CheckResult.Skipped("no limits.layers is set");
        }

        var result =
            image.Layers <= limit.Value
                ? CheckResult.Passed
                : CheckResult.Failed(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"expected at most {limit.Value} layers, found {image.Layers}{Origin(limit.Location, definition)}"
                    )
                );
        return result with { Location = limit.Location };
    }

    private static string Origin(SourceLocation limit, string definition) =>
        limit.File == definition ? string.Empty : $"; the limit is inherited from {limit.File}, give {definition} limits of its own";
}
