using System.Diagnostics.CodeAnalysis;

namespace Images.Jobs.Storage;

/// <summary>A place in S3-compatible storage: <c>s3://BUCKET[/PREFIX]</c>.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Prefix">What the keys begin with: empty, or with a slash at its end.</param>
public sealed record StorageAddress(string Bucket, string Prefix)
{
    private const string Scheme = "s3://";

    /// <summary>Reads an address.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address.</param>
    /// <returns>False when it is none: a bucket has 3 to 63 lower-case letters, digits, dots and dashes.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out StorageAddress? address)
    {
        address = null;
        if (!text.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return false;
        }

        var (bucket, prefix) = text[Scheme.Length..].Split('/', 2) is [var name, var rest]
            ? (name, rest.Trim('/'))
            : (text[Scheme.Length..], "");
        if (
            bucket.Length is < 3 or > 63
            || !bucket.All(static character =>
                char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '.' or '-'
            )
            || (prefix.Length > 0 && prefix.Split('/').Any(static part => part is "" or "." or ".."))
        )
        {
            return false;
        }

        address = new StorageAddress(bucket, prefix.Length == 0 ? prefix : $"{prefix}/");
        return true;
    }

    /// <summary>Turns a key below the prefix into a path below a folder.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The relative path; null for a key that stands for a folder, or leads out of it.</returns>
    public string? PathOf(string key)
    {
        var path = key.StartsWith(Prefix, StringComparison.Ordinal) ? key[Prefix.Length..] : string.Empty;
        return path.Length > 0 && path.Split('/').All(static part => part is not ("" or "." or "..")) && path.IndexOfAny(['\\', '\0']) < 0
            ? path
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Scheme}{Bucket}/{Prefix}".TrimEnd('/');
}
