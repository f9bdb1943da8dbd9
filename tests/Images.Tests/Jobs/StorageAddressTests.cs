using Images.Jobs.Storage;

namespace Images.Tests.Jobs;

public sealed class StorageAddressTests
{
    [Theory]
    [InlineData("s3://data", "data", "")]
    [InlineData("s3://data/", "data", "")]
    [InlineData("s3://my.data-1/a/b/", "my.data-1", "a/b/")]
    [InlineData("s3://ab", null, null)]
    [InlineData("s3://Data/x", null, null)]
    [InlineData("s3://data/a//b", null, null)]
    [InlineData("s3://data/../b", null, null)]
    [InlineData("/data", null, null)]
    public void An_address_is_a_bucket_and_a_prefix(string text, string? bucket, string? prefix)
    {
        var isGood = StorageAddress.TryParse(text, out var address);

        Assert.Equal((bucket, prefix), isGood ? (address!.Bucket, address.Prefix) : (null, null));
    }

    [Theory]
    [InlineData("in/a.txt", "a.txt")]
    [InlineData("in/deep/a.txt", "deep/a.txt")]
    [InlineData("in/folder/", null)]
    [InlineData("in/", null)]
    [InlineData("in/../a", null)]
    [InlineData("in//a", null)]
    [InlineData("in/a\\b", null)]
    [InlineData("other/a", null)]
    public void A_key_never_leads_out_of_its_folder(string key, string? expected) =>
        Assert.Equal(expected, new StorageAddress("data", "in/").PathOf(key));
}
