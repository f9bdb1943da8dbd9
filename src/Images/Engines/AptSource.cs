namespace Images.Engines;

/// <summary>One suite of one archive.</summary>
/// <param name="Uri">The archive's address.</param>
/// <param name="Suite">The suite, such as <c>bookworm-security</c>.</param>
/// <param name="Components">Its components, such as <c>main</c>.</param>
internal sealed record AptSource(string Uri, string Suite, IReadOnlyList<string> Components)
{
    /// <summary>The line that names the suite's main component in a sources.list.</summary>
    public string Line => $"deb {Uri} {Suite} main";
}
