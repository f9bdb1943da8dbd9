using Images.Definitions;
using Images.Releasing.Listing;
using Images.Rendering;

namespace Images.Releasing.Notes;

/// <summary>Writes the notes of a release through <c>templates/release-notes.sbn</c>, or the program's own template.</summary>
public static class ReleaseNotes
{
    /// <summary>The most characters that GitHub takes for the text of a release.</summary>
    public const int Longest = 125_000;

    // The lists get shorter until all of it fits.
    private static readonly int[] Lists = [200, 50, 15, 5, 0];

    private const string Pointer =
        $"\n\nThe rest is left out, since GitHub takes {"125,000"} characters; {ReleasedFamily.FileName} has all of it.\n";

    /// <summary>Writes the notes.</summary>
    /// <param name="root">The family's root.</param>
    /// <param name="changes">How the release differs from the one before.</param>
    /// <returns>Markdown that GitHub takes: of at most <see cref="Longest"/> characters.</returns>
    /// <exception cref="DefinitionException">The family's template cannot be used.</exception>
    public static string Write(string root, FamilyChanges changes)
    {
        var template = new PageTemplate(root, "release-notes");
        var text = "";
        foreach (var most in Lists)
        {
            text = template.Render(NotesModel.Of(changes, most));
            if (text.Length <= Longest)
            {
                return text;
            }
        }

        return Cut(text);
    }

    // At the beginning of a section, so that nothing is left open.
    private static string Cut(string text)
    {
        var room = Longest - Pointer.Length;
        var section = text.LastIndexOf("\n### ", room, StringComparison.Ordinal);
        return text[..(section > 0 ? section : text.LastIndexOf('\n', room))].TrimEnd('\n') + Pointer;
    }
}
