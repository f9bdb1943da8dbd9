using System.Security.Cryptography;
using System.Text;
using Images.Releasing.Hosting;
using Images.Releasing.Listing;

namespace Images.Releasing;

/// <summary>What a release is made of.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Family">What it brings.</param>
/// <param name="Files">Its files but for <c>images.json</c> and the checksums.</param>
public sealed record ReleaseContent(ReleaseText Text, ReleasedFamily Family, IReadOnlyList<ReleaseFile> Files)
{
    /// <summary>The name of the file with the checksums of all others, in the form of sha256sum(1).</summary>
    public const string Checksums = "SHA256SUMS";

    /// <summary>Gets every file, in the order in which they are sent: the checksums last, so that they are there only when all is.</summary>
    public IReadOnlyList<ReleaseFile> AllFiles
    {
        get
        {
            var files = new List<ReleaseFile> { new(ReleasedFamily.FileName, "application/json", Family.ToBytes()) };
            files.AddRange(Files.OrderBy(file => file.Name, StringComparer.Ordinal));
            var sums = files
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(file.Content))}  {file.Name}\n");
            files.Add(new ReleaseFile(Checksums, "text/plain", Encoding.UTF8.GetBytes(string.Concat(sums))));
            return files;
        }
    }
}
