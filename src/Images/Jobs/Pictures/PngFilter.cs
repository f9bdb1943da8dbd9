namespace Images.Jobs.Pictures;

/// <summary>Takes back what was done to a row to compress it better (PNG, section 9).</summary>
internal static class PngFilter
{
    /// <summary>Takes it back in place.</summary>
    /// <param name="filter">The filter's number.</param>
    /// <param name="row">The row.</param>
    /// <param name="above">The row above it, or zeros.</param>
    /// <param name="step">Bytes of a pixel, at least 1.</param>
    /// <exception cref="InvalidDataException">There is no such filter.</exception>
    public static void Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        if (filter is < 0 or > 4)
        {
            throw new InvalidDataException($"has a filter {filter}, which does not exist");
        }

        for (var index = 0; index < row.Length; index++)
        {
            var left = index < step ? 0 : row[index - step];
            var corner = index < step ? 0 : above[index - step];
            row[index] += (byte)(
                filter switch
                {
                    1 => left,
                    2 => above[index],
                    3 => (left + above[index]) / 2,
                    4 => Nearest(left, above[index], corner),
                    _ => 0,
                }
            );
        }
    }

    // Paeth: whichever of the three is nearest to left + above - corner.
    private static int Nearest(int left, int above, int corner)
    {
        var (toLeft, toAbove, toCorner) = (Math.Abs(above - corner), Math.Abs(left - corner), Math.Abs(left + above - (2 * corner)));
        return toLeft <= toAbove && toLeft <= toCorner ? left
            : toAbove <= toCorner ? above
            : corner;
    }
}
