namespace Images.Registry.Requests;

/// <summary>One page of a list.</summary>
/// <param name="Body">The document.</param>
/// <param name="MediaType">Its media type; null where none is named.</param>
/// <param name="Filters">What the registry left out other things by; null where it left nothing out.</param>
internal sealed record ListPage(byte[] Body, string? MediaType, string? Filters);
