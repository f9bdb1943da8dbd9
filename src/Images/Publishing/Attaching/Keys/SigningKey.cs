using System.Security.Cryptography;

namespace Images.Publishing.Attaching.Keys;

/// <summary>A private key that signs images: ECDSA on P-256 with SHA-256, what cosign's own keys are.</summary>
public sealed class SigningKey : IDisposable
{
    private const string P256 = "1.2.840.10045.3.1.7";

    private readonly ECDsa key;

    private SigningKey(ECDsa key)
    {
        this.key = key;
        Id = Convert.ToBase64String(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>Gets what tells it from other keys: the digest of its public half, as cosign names keys in its bundles.</summary>
    public string Id { get; }

    /// <summary>Takes a copy of a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Null when it is on another curve.</returns>
    public static SigningKey? Of(ECDsa key)
    {
        if (key.ExportParameters(includePrivateParameters: false).Curve.Oid?.Value != P256)
        {
            return null;
        }

        var secret = key.ExportParameters(includePrivateParameters: true);
        try
        {
            return new SigningKey(ECDsa.Create(secret));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret.D);
        }
    }

    /// <summary>Signs.</summary>
    /// <param name="data">What to sign.</param>
    /// <returns>The signature in DER; another one each time.</returns>
    public byte[] Sign(ReadOnlySpan<byte> data) => key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    /// <summary>Tells whether a signature is this key's.</summary>
    /// <param name="data">What was signed.</param>
    /// <param name="signature">The signature in DER.</param>
    /// <returns>False also for what is no signature at all.</returns>
    public bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        try
        {
            return key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
