using System.Globalization;
using System.Text;
using Images.Definitions;
using Images.Definitions.Syntax;
using Images.Definitions.Yaml;
using Images.Registry.References;
using Images.Rendering;

namespace Images.Planning.Locking;

/// <summary>Reads and writes <c>images.lock</c>.</summary>
public static class LockFile
{
    private const string Version = "1";

    private static readonly TextRule Digest = new("a digest: sha256: and 64 hexadecimal digits", ContentDigest.IsDigest)
    {
        Interpolated = false,
    };

    private static readonly RecordShape Shape = new([
        new(
            "version",
            new TextShape(TextRule.OneOf("the version of this form", Version) with { Interpolated = false }),
            "The form's version."
        )
        {
            Required = true,
        },
        new(
            "bases",
            new MapShape(
                TextRules.Base with
                {
                    Interpolated = false,
                },
                new RecordShape([
                    new("digest", new TextShape(Digest), "What the registry gave for the reference.") { Required = true },
                    new("platforms", new MapShape(TextRules.Platform, new TextShape(Digest)), "Each platform's manifest.")
                    {
                        Required = true,
                    },
                ])
            ),
            "The external bases."
        )
        {
            Required = true,
        },
    ]);

    /// <summary>Reads a family's lock.</summary>
    /// <param name="root">The folder that holds <c>images/</c>.</param>
    /// <returns>The lock; an empty one where there is no file.</returns>
    /// <exception cref="DefinitionException">The file is wrong; all that is wrong is in the exception.</exception>
    public static BaseLock Load(string root)
    {
        var path = Path.Combine(root, BaseLock.FileName);
        // Most families have one or none all the time, and an exception costs more than the question.
        if (!File.Exists(path))
        {
            return BaseLock.Empty;
        }

        var errors = new DefinitionErrors();
        byte[] bytes;
        try
        {
            bytes = BoundedFile.Read(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            errors.Add(new(BaseLock.FileName, 1, 1), $"cannot be read: {error.Message}");
            errors.ThrowIfAny();
            throw;
        }

        var file = DefinitionFile.Parse(BaseLock.FileName, bytes, Shape, errors);
        errors.ThrowIfAny();
        return BaseLock.Of(((YamlMapping)file.Root.Find("bases")!).Entries.Select(Read));
    }

    /// <summary>Writes a family's lock, all of it at once; one that settles nothing begins no file.</summary>
    /// <param name="root">The folder that holds <c>images/</c>.</param>
    /// <param name="locked">The lock.</param>
    /// <returns>Whether the file was not so already.</returns>
    /// <exception cref="IOException">It cannot be written; the old one is as it was.</exception>
    public static bool Save(string root, BaseLock locked)
    {
        var path = Path.Combine(root, BaseLock.FileName);
        var text = Write(locked);
        if (File.Exists(path) ? File.ReadAllText(path) == text : locked.Bases.Count == 0)
        {
            return false;
        }

        RenderedFile.Replace(path, text);
        return true;
    }

    /// <summary>Writes a lock as text.</summary>
    /// <param name="locked">The lock.</param>
    /// <returns>The same text for the same lock, LF line ends.</returns>
    public static string Write(BaseLock locked)
    {
        var text = new StringBuilder();
        text.Append("# What the external bases are, whatever their tags mean meanwhile. Commit this file; do not edit it.\n");
        text.Append("# 'lock' adds what is missing and removes what is not used, 'lock --update' brings the digests up to date.\n");
        text.Append(CultureInfo.InvariantCulture, $"version: {Version}\n");
        text.Append(locked.Bases.Count == 0 ? "bases: {}\n" : "bases:\n");
        foreach (var (reference, entry) in locked.Bases.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append("  \"").Append(reference).Append("\":\n");
            text.Append("    digest: ").Append(entry.Digest).Append('\n');
            text.Append("    platforms:\n");
            foreach (var (platform, digest) in entry.Platforms.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                text.Append("      ").Append(platform).Append(": ").Append(digest).Append('\n');
            }
        }

        return text.ToString();
    }

    private static LockedBase Read(YamlEntry entry)
    {
        var value = (YamlMapping)entry.Value;
        var platforms = ((YamlMapping)value.Find("platforms")!).Entries;
        return new LockedBase(
            entry.Key.Text,
            ((YamlText)value.Find("digest")!).Text,
            platforms.ToDictionary(platform => platform.Key.Text, platform => ((YamlText)platform.Value).Text, StringComparer.Ordinal)
        );
    }
}
