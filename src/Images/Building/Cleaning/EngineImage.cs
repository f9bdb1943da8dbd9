namespace Images.Building.Cleaning;

/// <summary>An image that this program built, as an engine lists it.</summary>
/// <param name="Id">The engine's id.</param>
/// <param name="Variant">The id of the variant that its label names.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Names">Its tags and digests with their repositories; may be empty.</param>
/// <param name="IsUsed">Whether a container was made of it, running or not.</param>
public sealed record EngineImage(string Id, string Variant, DateTime Created, IReadOnlyList<string> Names, bool IsUsed)
{
    /// <summary>Gets the name of the image that it is a variant of.</summary>
    public string Image => Variant.Split(':')[0];
}
