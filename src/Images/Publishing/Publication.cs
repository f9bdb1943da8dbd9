using Images.Building;
using Images.Definitions;
using Images.Registry.References;

namespace Images.Publishing;

/// <summary>An image on its way to one repository.</summary>
/// <param name="Image">The very image that was tested.</param>
/// <param name="Registry">The registry and prefix as the family names it, such as <c>docker.io/acme</c>.</param>
/// <param name="Repository">The repository, without tag and digest.</param>
/// <param name="Tags">The tags that it is to have, in the order written.</param>
public sealed record Publication(BuiltImage Image, string Registry, RegistryReference Repository, IReadOnlyList<Tag> Tags)
{
    /// <summary>Gets the variant.</summary>
    public Variant Variant => Image.Planned.Rendered.Variant;

    /// <summary>Names a tag in full.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>Such as <c>acme/r-ver:4.6.1</c>.</returns>
    public string Reference(Tag tag) => Repository.WithTag(tag.Name).ToString();
}

/// <summary>An image that does not go to a registry, and why.</summary>
/// <param name="Id">The variant's id.</param>
/// <param name="Registry">The registry; null for all.</param>
/// <param name="Why">A few words.</param>
public sealed record Omission(string Id, string? Registry, string Why)
{
    /// <summary>Gets all of it in a line.</summary>
    public string Sentence => $"not published: {Id}{(Registry is null ? "" : $" to {Registry}")}, {Why}";
}
