using System.Globalization;
using Images.Build.Hosting;
using Images.Building;
using Images.Engines;
using Images.Testing.Comparing;
using Images.Testing.Inventory;

namespace Images.Build.Printing;

/// <summary>Prints how two images differ.</summary>
internal static class ComparisonResults
{
    private const int MostFiles = 20;
    private const int LongestValue = 100;

    /// <summary>Writes it to standard output, and what could not be read to standard error.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="document">The differences.</param>
    /// <param name="json">Whether to write JSON.</param>
    public static void Write(Output output, ComparisonDocument document, bool json)
    {
        if (json)
        {
            output.Results.Write(document.ToJson());
        }
        else
        {
            WriteImages(output.Results, document);
            WriteConfiguration(output.Results, document.Configuration);
            WritePackages(output.Results, document.Packages);
            if (document.Files is { } files)
            {
                WriteFiles(output.Results, files);
            }

            if (document.IsSame)
            {
                output.Results.WriteLine();
                output.Results.WriteLine("no difference");
            }
        }

        foreach (var note in document.Notes)
        {
            output.Log.WriteLine(note);
        }
    }

    private static void WriteImages(TextWriter writer, ComparisonDocument document)
    {
        var (before, after) = (document.Before, document.After);
        var table = new Table("", "BEFORE", "AFTER");
        Row("image", side => side.Reference);
        Row("place", side => side.Place);
        Row("digest", side => Amount.ShortDigest(side.Digest));
        Row("platform", side => side.Platform);
        Row("created", side => side.Created?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-");
        var change = before.Place == after.Place ? $" ({Signed(document.SizeChange)})" : string.Empty;
        table.Add("size", Quantity.Bytes(before.Size), Quantity.Bytes(after.Size) + change);
        var shared = $" ({document.SharedLayers.ToString(CultureInfo.InvariantCulture)} shared)";
        Row("layers", side => side.Layers.Count.ToString(CultureInfo.InvariantCulture) + (side == after ? shared : string.Empty));
        table.Write(writer);

        void Row(string name, Func<ComparedSide, string> value) => table.Add(name, value(before), value(after));
    }

    private static void WriteConfiguration(TextWriter writer, IReadOnlyList<ConfigurationChange> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        writer.WriteLine();
        writer.WriteLine("configuration:");
        foreach (var change in changes)
        {
            var name = Value(change.Name);
            writer.WriteLine(
                change switch
                {
                    { Before: null } => $"  + {name}: {Value(change.After!)}",
                    { After: null } => $"  - {name}: {Value(change.Before)}",
                    _ => $"  ~ {name}: {Value(change.Before)} -> {Value(change.After)}",
                }
            );
        }
    }

    private static void WritePackages(TextWriter writer, PackageComparison packages)
    {
        var kinds = packages
            .Added.Concat(packages.Removed)
            .Concat(packages.Changed.Select(change => change.After))
            .Select(package => package.Kind)
            .Distinct()
            .Order();
        foreach (var kind in kinds)
        {
            writer.WriteLine();
            writer.WriteLine($"packages of {PackageKinds.Word(kind)}:");
            foreach (var package in packages.Added.Where(package => package.Kind == kind))
            {
                writer.WriteLine($"  + {package}");
            }

            foreach (var package in packages.Removed.Where(package => package.Kind == kind))
            {
                writer.WriteLine($"  - {package}");
            }

            foreach (var change in packages.Changed.Where(change => change.After.Kind == kind))
            {
                writer.WriteLine($"  {(change.IsUpgrade ? '^' : 'v')} {change.Before} -> {change.After.Version}");
            }
        }
    }

    private static void WriteFiles(TextWriter writer, FileComparison files)
    {
        Section("added", files.Added, file => file.Size, file => $"  + {Line(file.Path, Quantity.Bytes(file.Size))}");
        Section("removed", files.Removed, file => file.Size, file => $"  - {Line(file.Path, Quantity.Bytes(file.Size))}");
        Section(
            "changed",
            files.Changed,
            file => Math.Max(file.SizeBefore, file.SizeAfter),
            file =>
                $"  ~ {Line(file.Path, (file.SizeAfter == file.SizeBefore ? string.Empty : Signed(file.SizeAfter - file.SizeBefore) + ", ") + string.Join(", ", file.What))}"
        );

        // The largest first, since they matter most; all of them are in the JSON.
        void Section<T>(string word, IReadOnlyList<T> all, Func<T, long> size, Func<T, string> line)
        {
            if (all.Count == 0)
            {
                return;
            }

            writer.WriteLine();
            writer.WriteLine($"{Amount.Count(all.Count, "file")} {word}, {Quantity.Bytes(all.Sum(size))}:");
            foreach (var file in all.OrderByDescending(size).Take(MostFiles))
            {
                writer.WriteLine(line(file));
            }

            if (all.Count > MostFiles)
            {
                writer.WriteLine($"  and {Amount.Count(all.Count - MostFiles, "smaller one")}; --json lists all");
            }
        }
    }

    private static string Value(string text) => ContainerText.Shorten(ContainerText.HarmlessLine(text), LongestValue);

    private static string Line(string path, string more) => $"{ContainerText.HarmlessLine(path)} ({ContainerText.HarmlessLine(more)})";

    private static string Signed(long bytes) => bytes < 0 ? $"-{Quantity.Bytes(-bytes)}" : $"+{Quantity.Bytes(bytes)}";
}
