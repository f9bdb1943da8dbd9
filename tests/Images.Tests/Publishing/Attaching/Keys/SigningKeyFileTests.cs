using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Images.Publishing.Attaching.Keys;

namespace Images.Tests.Publishing.Attaching.Keys;

public sealed class SigningKeyFileTests : IDisposable
{
    private static readonly PbeParameters Cipher = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string folder = Directory.CreateTempSubdirectory("images-").FullName;

    [Fact]
    public void Keys_are_read_in_every_form_of_PEM()
    {
        foreach (var pem in new[] { key.ExportPkcs8PrivateKeyPem(), key.ExportECPrivateKeyPem() })
        {
            RequireSame(pem, null);
            RequireSame($"-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n{pem}\n", "a password for nothing");
        }

        RequireSame(key.ExportEncryptedPkcs8PrivateKeyPem("secret", Cipher), "secret");
    }

    [Fact]
    public void A_key_that_cosign_made_is_decrypted_and_is_the_one_of_its_public_half()
    {
        var file = Path.Combine(Folder(), "cosign.key");
        using var read = SigningKeyFile.Open(file, "secret")();
        using var half = ECDsa.Create();
        half.ImportFromPem(File.ReadAllText(Path.Combine(Folder(), "cosign.pub")));

        Assert.True(half.VerifyData("text"u8, read.Sign("text"u8), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        Assert.Equal(Convert.ToBase64String(SHA256.HashData(half.ExportSubjectPublicKeyInfo())), read.Id);
        Assert.Equal(
            $"{file}: the key is encrypted; set COSIGN_PASSWORD to its password",
            Assert.Throws<SigningKeyException>(() => SigningKeyFile.Open(file, null)).Message
        );
    }

    [Fact]
    public void A_key_of_cosigns_is_not_decrypted_by_another_password()
    {
        var json = PemEncoding.Find(File.ReadAllText(Path.Combine(Folder(), "cosign.key")));
        var text = System.Text.Encoding.UTF8.GetString(
            Convert.FromBase64String(File.ReadAllText(Path.Combine(Folder(), "cosign.key"))[json.Base64Data])
        );

        // A cheaper derivation gives another key, as another password does.
        RequireProblem(
            PemOf(text.Replace("\"N\":65536", "\"N\":16", StringComparison.Ordinal)),
            "the key cannot be decrypted; COSIGN_PASSWORD holds another password, or the file is damaged",
            "secret"
        );
    }

    [Fact]
    public void What_is_no_key_says_so_in_one_line()
    {
        using var rsa = RSA.Create(2048);
        using var big = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        RequireProblem("text\n", "it is no PEM file; 'cosign generate-key-pair' makes one");
        RequireProblem(
            key.ExportSubjectPublicKeyInfoPem(),
            "it holds PUBLIC KEY, but no private key; 'cosign generate-key-pair' makes one"
        );
        RequireProblem(
            rsa.ExportPkcs8PrivateKeyPem(),
            "the key cannot be read, or is none for ECDSA; 'cosign generate-key-pair' makes one"
        );
        RequireProblem(big.ExportPkcs8PrivateKeyPem(), "the key is not on the curve P-256; 'cosign generate-key-pair' makes one that is");
        RequireProblem(
            key.ExportEncryptedPkcs8PrivateKeyPem("secret", Cipher),
            "the key cannot be decrypted; COSIGN_PASSWORD holds another password, or the file is damaged",
            "other"
        );
        RequireProblem(
            PemOf("""{"kdf":{"name":"argon2"}}"""),
            "the key cannot be read, or is none for ECDSA; 'cosign generate-key-pair' makes one",
            "x"
        );
        RequireProblem(PemOf("[]"), "the key cannot be read, or is none for ECDSA; 'cosign generate-key-pair' makes one", "x");
        RequireProblem(new string('x', 70_000), "it is too long for a key; name a PEM file with a private key");
        var missing = Path.Combine(folder, "none.pem");
        Assert.Equal(
            $"{missing}: there is no such file; name a PEM file with a private key",
            Assert.Throws<SigningKeyException>(() => SigningKeyFile.Open(missing, null)).Message
        );
        Assert.StartsWith(
            $"{folder}: ",
            Assert.Throws<SigningKeyException>(() => SigningKeyFile.Open(folder, null)).Message,
            StringComparison.Ordinal
        );
    }

    public void Dispose()
    {
        key.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static string Folder([CallerFilePath] string test = "") => Path.GetDirectoryName(test)!;

    private static string PemOf(string json) =>
        PemEncoding.WriteString("ENCRYPTED SIGSTORE PRIVATE KEY", System.Text.Encoding.UTF8.GetBytes(json));

    private void RequireSame(string pem, string? password)
    {
        using var read = SigningKeyFile.Parse("key.pem", pem, password)();
        Assert.True(key.VerifyData("text"u8, read.Sign("text"u8), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    private void RequireProblem(string text, string problem, string? password = null)
    {
        var file = Path.Combine(folder, "key.pem");
        File.WriteAllText(file, text);
        var error = Assert.Throws<SigningKeyException>(() => SigningKeyFile.Open(file, password)());
        Assert.Equal($"{file}: {problem}", error.Message);
    }
}
