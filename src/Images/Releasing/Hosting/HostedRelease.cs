namespace Images.Releasing.Hosting;

/// <summary>A release as its host has it.</summary>
/// <param name="Id">The host's number.</param>
/// <param name="Tag">Its tag.</param>
/// <param name="Name">Its title; empty where it has none.</param>
/// <param name="Body">What it says, in Markdown; empty where it says nothing.</param>
/// <param name="IsDraft">Whether the public does not see it.</param>
/// <param name="IsPrerelease">Whether it is for trial.</param>
/// <param name="Address">Its page; empty where the host names none.</param>
/// <param name="UploadAddress">Where files are sent to, a template of RFC 6570.</param>
/// <param name="Assets">Its files, as the list of releases shows them.</param>
public sealed record HostedRelease(
    long Id,
    string Tag,
    string Name,
    string Body,
    bool IsDraft,
    bool IsPrerelease,
    string Address,
    string UploadAddress,
    IReadOnlyList<HostedAsset> Assets
);

/// <summary>A file of a release.</summary>
/// <param name="Id">The host's number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Size">Bytes.</param>
/// <param name="IsComplete">Whether all of it has arrived; an upload that was cut leaves a file that has not.</param>
/// <param name="Address">Where the API has it.</param>
public sealed record HostedAsset(int Id, string Name, long Size, bool IsComplete, string Address);

/// <summary>What a release says.</summary>
/// <param name="Tag">Its tag.</param>
/// <param name="Commit">The commit that the tag is made at where there is none; null: the default branch's.</param>
/// <param name="Name">Its title.</param>
/// <param name="Body">Its text, in Markdown.</param>
/// <param name="IsPrerelease">Whether it is for trial.</param>
public sealed record ReleaseText(string Tag, string? Commit, string Name, string Body, bool IsPrerelease);

/// <summary>A file to be added to a release.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ReleaseFile(string Name, string ContentType, byte[] Content);
