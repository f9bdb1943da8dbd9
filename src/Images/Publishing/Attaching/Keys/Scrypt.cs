using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Images.Publishing.Attaching.Keys;

/// <summary>Derives a key from a password so that trying passwords is dear (RFC 7914).</summary>
internal static class Scrypt
{
    private const int MostMemory = 1 << 30;
    private const int MostParallel = 16;

    /// <summary>Says whether the costs are those that the RFC allows and no more than a machine has.</summary>
    /// <param name="cost">N, a power of two.</param>
    /// <param name="blockSize">r.</param>
    /// <param name="parallel">p.</param>
    /// <returns>True when a key can be derived.</returns>
    public static bool Accepts(int cost, int blockSize, int parallel) =>
        cost > 1 && int.IsPow2(cost) && blockSize > 0 && parallel is > 0 and <= MostParallel && 128L * cost * blockSize <= MostMemory;

    /// <summary>Derives a key.</summary>
    /// <param name="password">The password.</param>
    /// <param name="salt">The salt.</param>
    /// <param name="cost">N.</param>
    /// <param name="blockSize">r.</param>
    /// <param name="parallel">p.</param>
    /// <param name="length">The bytes of the key.</param>
    /// <returns>The key.</returns>
    public static byte[] Derive(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int cost, int blockSize, int parallel, int length)
    {
        // The RFC reads words with the lowest byte first, as the processors do that .NET supports.
        var blocks = Rfc2898DeriveBytes.Pbkdf2(password, salt, 1, HashAlgorithmName.SHA256, parallel * 128 * blockSize);
        var words = MemoryMarshal.Cast<byte, uint>(blocks.AsSpan());
        var size = 32 * blockSize;
        var table = new uint[(long)cost * size];
        for (var index = 0; index < parallel; index++)
        {
            Mix(words.Slice(index * size, size), cost, table);
        }

        return Rfc2898DeriveBytes.Pbkdf2(password, blocks, 1, HashAlgorithmName.SHA256, length);
    }

    private static void Mix(Span<uint> words, int cost, uint[] table)
    {
        var spare = new uint[words.Length];
        for (var index = 0; index < cost; index++)
        {
            words.CopyTo(table.AsSpan(index * words.Length));
            MixBlocks(words, spare);
        }

        for (var index = 0; index < cost; index++)
        {
            var chosen = (int)(words[^Salsa.Words] & (uint)(cost - 1));
            Xor(words, table.AsSpan(chosen * words.Length, words.Length));
            MixBlocks(words, spare);
        }
    }

    private static void MixBlocks(Span<uint> words, Span<uint> spare)
    {
        Span<uint> sum = stackalloc uint[Salsa.Words];
        Span<uint> before = stackalloc uint[Salsa.Words];
        words[^Salsa.Words..].CopyTo(sum);
        var count = words.Length / Salsa.Words;
        for (var index = 0; index < count; index++)
        {
            Xor(sum, words.Slice(index * Salsa.Words, Salsa.Words));
            sum.CopyTo(before);
            Salsa.Mix(sum, 8);
            for (var word = 0; word < Salsa.Words; word++)
            {
                sum[word] += before[word];
            }

            // The even ones first, then the odd ones.
            sum.CopyTo(spare[(((index / 2) + (index % 2 * (count / 2))) * Salsa.Words)..]);
        }

        spare.CopyTo(words);
    }

    private static void Xor(Span<uint> target, ReadOnlySpan<uint> other)
    {
        for (var index = 0; index < target.Length; index++)
        {
            target[index] ^= other[index];
        }
    }
}
