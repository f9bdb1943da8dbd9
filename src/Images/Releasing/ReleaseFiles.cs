namespace Images.Releasing;

/// <summary>The names of a release's files.</summary>
public static class ReleaseFiles
{
    /// <summary>What the name of a bill of materials ends with.</summary>
    public const string SbomEnding = ".spdx.json";

    /// <summary>The name of the report of the run that published.</summary>
    public const string Report = "report.html";

    /// <summary>Names the bill of materials of an image.</summary>
    /// <param name="id">The variant's id.</param>
    /// <returns>Such as <c>r-ver-4.6.1.spdx.json</c>; of characters that no host changes.</returns>
    public static string Sbom(string id) =>
        string.Concat(id.Select(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_' ? character : '-'))
        + SbomEnding;
}
