using System.Security.Cryptography;
using System.Text;

namespace Images.Publishing.Attaching.Keys;

/// <summary>Reads a private key out of a PEM file: PKCS#8, plain or encrypted, the older form of EC keys, or cosign's own.</summary>
public static class SigningKeyFile
{
    /// <summary>The variable that holds the password of an encrypted key, as for cosign itself.</summary>
    public const string PasswordVariable = "COSIGN_PASSWORD";

    private const int LongestFile = 64 * 1024;

    /// <summary>Reads the file, and leaves it to the caller when the key is decrypted, which takes a while on purpose.</summary>
    /// <param name="path">The file.</param>
    /// <param name="password">What <see cref="PasswordVariable"/> holds, which may be nothing; null where it is not set.</param>
    /// <returns>Gives the key, or throws the same exception when the password is wrong or the key cannot be used.</returns>
    /// <exception cref="SigningKeyException">It cannot be read, or there is no key in it, or its password is missing.</exception>
    public static Func<SigningKey> Open(string path, string? password)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (file.Length > LongestFile)
            {
                throw new SigningKeyException($"{path}: it is too long for a key; name a PEM file with a private key");
            }

            using var reader = new StreamReader(file, Encoding.UTF8);
            return Parse(path, reader.ReadToEnd(), password);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var why = error switch
            {
                FileNotFoundException or DirectoryNotFoundException => "there is no such file",
                UnauthorizedAccessException => "it may not be read",
                _ => error.Message,
            };
            throw new SigningKeyException($"{path}: {why}; name a PEM file with a private key", error);
        }
    }

    internal static Func<SigningKey> Parse(string path, string text, string? password)
    {
        var seen = new List<string>();
        for (var rest = text.AsSpan(); PemEncoding.TryFind(rest, out var found); rest = rest[found.Location.End..])
        {
            var label = rest[found.Label].ToString();
            seen.Add(label);
            if (label.EndsWith("PRIVATE KEY", StringComparison.Ordinal))
            {
                var isEncrypted = label.StartsWith("ENCRYPTED ", StringComparison.Ordinal);
                if (isEncrypted && password is null)
                {
                    throw new SigningKeyException($"{path}: the key is encrypted; set {PasswordVariable} to its password");
                }

                var bytes = Convert.FromBase64String(rest[found.Base64Data].ToString());
                return () => Import(path, label, bytes, isEncrypted ? password : null);
            }
        }

        var what = seen.Count == 0 ? "it is no PEM file" : $"it holds {string.Join(" and ", seen)}, but no private key";
        throw new SigningKeyException($"{path}: {what}; 'cosign generate-key-pair' makes one");
    }

    private static SigningKey Import(string path, string label, byte[] bytes, string? password)
    {
        try
        {
            using var key = ECDsa.Create();
            Import(key, path, label, bytes, password);
            return SigningKey.Of(key)
                ?? throw new SigningKeyException(
                    $"{path}: the key is not on the curve P-256; 'cosign generate-key-pair' makes one that is"
                );
        }
        catch (CryptographicException error) when (password is not null)
        {
            throw WrongPassword(path, error);
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            throw new SigningKeyException(
                $"{path}: the key cannot be read, or is none for ECDSA; 'cosign generate-key-pair' makes one",
                error
            );
        }
    }

    private static void Import(ECDsa key, string path, string label, byte[] bytes, string? password)
    {
        if (SigstoreKey.Labels.Contains(label))
        {
            var plain = SigstoreKey.Decrypt(bytes, password!) ?? throw WrongPassword(path, null);
            key.ImportPkcs8PrivateKey(plain, out _);
            CryptographicOperations.ZeroMemory(plain);
        }
        else if (label == "EC PRIVATE KEY")
        {
            key.ImportECPrivateKey(bytes, out _);
        }
        else if (password is not null)
        {
            key.ImportEncryptedPkcs8PrivateKey(password, bytes, out _);
        }
        else
        {
            key.ImportPkcs8PrivateKey(bytes, out _);
        }
    }

    private static SigningKeyException WrongPassword(string path, Exception? error) =>
        new($"{path}: the key cannot be decrypted; {PasswordVariable} holds another password, or the file is damaged", error);
}
