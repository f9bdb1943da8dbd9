namespace Images.Jobs.Pictures;

/// <summary>Puts the pictures of frames side by side on one.</summary>
public static class ContactSheet
{
    private const int LongestSide = 320;
    private const int Gap = 8;
    private const int Most = 400;

    /// <summary>Makes the sheet: as many columns as rows, or one more; what is missing stays dark.</summary>
    /// <param name="pictures">The pictures in order; null for one that is missing. Of more than 400, evenly chosen ones are taken.</param>
    /// <returns>The sheet; null when there is no picture at all.</returns>
    public static Picture? Make(IReadOnlyList<Func<Picture?>> pictures)
    {
        var chosen =
            pictures.Count <= Most ? pictures : [.. Enumerable.Range(0, Most).Select(index => pictures[index * pictures.Count / Most])];
        var columns = (int)Math.Ceiling(Math.Sqrt(chosen.Count));
        var rows = columns == 0 ? 0 : (chosen.Count + columns - 1) / columns;
        Picture? sheet = null;
        var (width, height) = (0, 0);
        foreach (var (index, read) in chosen.Index())
        {
            if (read() is not { } picture)
            {
                continue;
            }

            if (sheet is null)
            {
                (width, height) = Fit(picture, LongestSide, LongestSide);
                sheet = new Picture((columns * (width + Gap)) + Gap, (rows * (height + Gap)) + Gap);
                sheet.Fill(32, 32, 32);
            }

            var (own, high) = Fit(picture, width, height);
            var left = Gap + (index % columns * (width + Gap)) + ((width - own) / 2);
            var top = Gap + (index / columns * (height + Gap)) + ((height - high) / 2);
            sheet.Place(picture.Shrink(own, high), left, top);
        }

        return sheet;
    }

    private static (int Width, int Height) Fit(Picture picture, int width, int height)
    {
        var scale = Math.Min(1.0, Math.Min((double)width / picture.Width, (double)height / picture.Height));
        return (Math.Max(1, (int)(picture.Width * scale)), Math.Max(1, (int)(picture.Height * scale)));
    }
}
