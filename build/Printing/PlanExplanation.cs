using Images.Planning;

namespace Images.Build.Printing;

/// <summary>Prints everything that a plan goes by in one image.</summary>
internal static class PlanExplanation
{
    /// <summary>Writes it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="entry">The image.</param>
    public static void Write(TextWriter writer, PlanEntry entry)
    {
        writer.WriteLine($"{entry.Image.Id}: {(entry.Builds ? "build" : "up to date")}");
        foreach (var reason in entry.Reasons)
        {
            writer.WriteLine($"  {reason.Text}");
        }

        writer.WriteLine();
        var values = new Table("VALUE", "IS", "WRITTEN AT");
        foreach (var value in EffectiveValue.Of(entry.Image.Rendered))
        {
            values.Add(value.Key, value.Value, value.Place ?? string.Empty);
        }

        values.Write(writer);
        writer.WriteLine();
        var inputs = new Table("INPUT", "DIGEST");
        foreach (var input in InputDigest.Of(entry))
        {
            inputs.Add(input.Name, input.Digest);
        }

        inputs.Write(writer);
    }
}
