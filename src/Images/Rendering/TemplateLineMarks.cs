using System.Text;

namespace Images.Rendering;

/// <summary>Puts the mark of its line in front of the first printed character of every piece of literal text in a template.</summary>
internal static class TemplateLineMarks
{
    /// <summary>Marks a template.</summary>
    /// <param name="template">The template's text, LF line ends.</param>
    /// <param name="file">The file's number.</param>
    /// <returns>The same template, with marks in its literal text and nowhere else.</returns>
    public static string Insert(string template, int file)
    {
        var marked = new StringBuilder(template.Length * 2);
        var line = 1;
        foreach (var (isText, piece) in TemplateScanner.Pieces(template))
        {
            var pending = isText;
            foreach (var character in piece)
            {
                if (character == '\n')
                {
                    line++;
                    pending = isText;
                }
                else if (pending && !char.IsWhiteSpace(character))
                {
                    marked.Append(Marks.OfLine(file, line));
                    pending = false;
                }

                marked.Append(character);
            }
        }

        return marked.ToString();
    }
}
