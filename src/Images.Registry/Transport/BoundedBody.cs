using Images.Registry.Errors;

namespace Images.Registry.Transport;

/// <summary>Reads the body of an answer as far as it may be long.</summary>
internal static class BoundedBody
{
    /// <exception cref="RegistryException">It is longer, or shorter than announced.</exception>
    public static async Task<byte[]> ReadAsync(HttpContent content, long limit, string place, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
        {
            throw TooLarge(place, limit);
        }

        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (bytes.Length + count > limit)
            {
                throw TooLarge(place, limit);
            }

            await bytes.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }

        return bytes.ToArray();
    }

    private static RegistryException TooLarge(string place, long limit) =>
        new(
            RegistryProblem.TooLarge,
            $"{place}: the registry answers with more than the {limit / 1024:0} KiB that such a document may have; is it a registry?"
        );
}
