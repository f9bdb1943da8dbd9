using Images.BuildKit.Sessions;
using Microsoft.AspNetCore.Http;

namespace Images.BuildKit.Tests.Sessions;

public sealed class TransferMetadataTests
{
    [Fact]
    public void Repeated_headers_are_lists()
    {
        var headers = new HeaderDictionary
        {
            ["dir-name"] = "context",
            ["exclude-patterns"] = new(["a, b", "!c%2F"]),
            ["followpaths"] = new(["x", "y"]),
        };

        var metadata = TransferMetadata.Read(headers);

        Assert.Equal("context", metadata.DirectoryName);
        Assert.Equal(["a, b", "!c%2F"], metadata.Filter.ExcludePatterns);
        Assert.Equal(["x", "y"], metadata.Filter.FollowPaths);
        Assert.Empty(metadata.Filter.IncludePatterns);
    }

    [Fact]
    public void Values_are_unescaped_where_a_header_says_so()
    {
        var headers = new HeaderDictionary
        {
            ["exclude-patterns"] = new(["gr%C3%B6%C3%9Fe%2F%2A%2A", "a+b%2Bc"]),
            ["exclude-patterns-encoded"] = "1",
            ["followpaths"] = new(["a+b"]),
        };

        var metadata = TransferMetadata.Read(headers);

        Assert.Equal(["größe/**", "a b+c"], metadata.Filter.ExcludePatterns);
        Assert.Equal(["a+b"], metadata.Filter.FollowPaths);
    }
}
