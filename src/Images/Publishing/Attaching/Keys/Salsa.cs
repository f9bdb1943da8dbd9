using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Images.Publishing.Attaching.Keys;

/// <summary>Bernstein's hash of 64 bytes, from which scrypt (RFC 7914, section 3) and the cipher of NaCl's boxes are made.</summary>
internal static class Salsa
{
    /// <summary>The words of a block.</summary>
    public const int Words = 16;

    private const int KeyBytes = 32;

    // "expand 32-byte k", in four words.
    private static readonly uint[] Constants = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574];

    /// <summary>Mixes a block in place.</summary>
    /// <param name="block">Sixteen words.</param>
    /// <param name="rounds">How many rounds, an even number.</param>
    public static void Mix(Span<uint> block, int rounds)
    {
        for (var round = 0; round < rounds; round += 2)
        {
            Quarter(ref block[0], ref block[4], ref block[8], ref block[12]);
            Quarter(ref block[5], ref block[9], ref block[13], ref block[1]);
            Quarter(ref block[10], ref block[14], ref block[2], ref block[6]);
            Quarter(ref block[15], ref block[3], ref block[7], ref block[11]);
            Quarter(ref block[0], ref block[1], ref block[2], ref block[3]);
            Quarter(ref block[5], ref block[6], ref block[7], ref block[4]);
            Quarter(ref block[10], ref block[11], ref block[8], ref block[9]);
            Quarter(ref block[15], ref block[12], ref block[13], ref block[14]);
        }
    }

    /// <summary>Makes the key stream of XSalsa20.</summary>
    /// <param name="key">32 bytes.</param>
    /// <param name="nonce">24 bytes.</param>
    /// <param name="length">How many bytes.</param>
    /// <returns>The stream from its beginning.</returns>
    public static byte[] Stream(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, int length)
    {
        Span<uint> block = stackalloc uint[Words];
        Fill(block, key, nonce[..16]);
        Mix(block, 20);
        Span<byte> inner = stackalloc byte[KeyBytes];
        ReadOnlySpan<int> taken = [0, 5, 10, 15, 6, 7, 8, 9];
        for (var index = 0; index < taken.Length; index++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(inner[(4 * index)..], block[taken[index]]);
        }

        Span<byte> counted = stackalloc byte[16];
        nonce[16..24].CopyTo(counted);
        Span<uint> start = stackalloc uint[Words];
        var blocks = (length + 63) / 64;
        var stream = new byte[blocks * 64];
        for (var number = 0; number < blocks; number++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(counted[8..], (ulong)number);
            Fill(start, inner, counted);
            start.CopyTo(block);
            Mix(block, 20);
            for (var index = 0; index < Words; index++)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(stream.AsSpan((64 * number) + (4 * index)), block[index] + start[index]);
            }
        }

        return stream[..length];
    }

    private static void Fill(Span<uint> block, ReadOnlySpan<byte> key, ReadOnlySpan<byte> input)
    {
        for (var index = 0; index < 4; index++)
        {
            block[5 * index] = Constants[index];
            block[1 + index] = BinaryPrimitives.ReadUInt32LittleEndian(key[(4 * index)..]);
            block[6 + index] = BinaryPrimitives.ReadUInt32LittleEndian(input[(4 * index)..]);
            block[11 + index] = BinaryPrimitives.ReadUInt32LittleEndian(key[(16 + (4 * index))..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarter(ref uint a, ref uint b, ref uint c, ref uint d)
    {
        b ^= BitOperations.RotateLeft(a + d, 7);
        c ^= BitOperations.RotateLeft(b + a, 9);
        d ^= BitOperations.RotateLeft(c + b, 13);
        a ^= BitOperations.RotateLeft(d + c, 18);
    }
}
