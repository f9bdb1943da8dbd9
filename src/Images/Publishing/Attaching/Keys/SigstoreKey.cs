using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Images.Publishing.Attaching.Keys;

/// <summary>Decrypts the private keys that <c>cosign generate-key-pair</c> writes: JSON that names scrypt and NaCl's secretbox.</summary>
internal static class SigstoreKey
{
    /// <summary>Gets the labels of their PEM blocks, the older one last.</summary>
    public static IReadOnlyList<string> Labels { get; } = ["ENCRYPTED SIGSTORE PRIVATE KEY", "ENCRYPTED COSIGN PRIVATE KEY"];

    /// <summary>Decrypts one.</summary>
    /// <param name="json">What is in the PEM block.</param>
    /// <param name="password">The password.</param>
    /// <returns>The key in PKCS#8; null when the password is another one.</returns>
    /// <exception cref="FormatException">It is no such key.</exception>
    public static byte[]? Decrypt(ReadOnlySpan<byte> json, string password)
    {
        try
        {
            var root = JsonNode.Parse(json) ?? throw new FormatException("it is empty");
            var kdf = root["kdf"]!;
            var cipher = root["cipher"]!;
            if (kdf["name"]?.GetValue<string>() != "scrypt" || cipher["name"]?.GetValue<string>() != "nacl/secretbox")
            {
                throw new FormatException("it is encrypted by something else than scrypt and nacl/secretbox");
            }

            var costs = kdf["params"]!;
            var (cost, blockSize, parallel) = (Number(costs, "N"), Number(costs, "r"), Number(costs, "p"));
            if (!Scrypt.Accepts(cost, blockSize, parallel))
            {
                throw new FormatException($"scrypt with N={cost}, r={blockSize}, p={parallel} is not to be had");
            }

            var key = Scrypt.Derive(Encoding.UTF8.GetBytes(password), Bytes(kdf, "salt"), cost, blockSize, parallel, SecretBox.KeyBytes);
            return SecretBox.Open(Bytes(root, "ciphertext"), Bytes(cipher, "nonce"), key);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new FormatException("it is no key of cosign's", error);
        }
    }

    private static int Number(JsonNode parent, string name) => parent[name]!.GetValue<int>();

    private static byte[] Bytes(JsonNode parent, string name) => Convert.FromBase64String(parent[name]!.GetValue<string>());
}
