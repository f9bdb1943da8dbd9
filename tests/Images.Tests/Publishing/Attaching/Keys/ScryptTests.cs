using System.Text;
using Images.Publishing.Attaching.Keys;

namespace Images.Tests.Publishing.Attaching.Keys;

public sealed class ScryptTests
{
    [Theory]
    [InlineData(
        "",
        "",
        16,
        1,
        1,
        "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
    )]
    [InlineData(
        "password",
        "NaCl",
        1024,
        8,
        16,
        "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
    )]
    public void Keys_are_those_of_RFC_7914(string password, string salt, int cost, int blockSize, int parallel, string expected) =>
        Assert.Equal(
            expected,
            Convert.ToHexStringLower(
                Scrypt.Derive(Encoding.UTF8.GetBytes(password), Encoding.UTF8.GetBytes(salt), cost, blockSize, parallel, 64)
            )
        );

    [Theory]
    [InlineData(65536, 8, 1, true)]
    [InlineData(65535, 8, 1, false)]
    [InlineData(1, 8, 1, false)]
    [InlineData(1 << 30, 8, 1, false)]
    [InlineData(65536, 0, 1, false)]
    [InlineData(65536, 8, 17, false)]
    public void Costs_that_would_take_all_memory_are_refused(int cost, int blockSize, int parallel, bool accepted) =>
        Assert.Equal(accepted, Scrypt.Accepts(cost, blockSize, parallel));
}
