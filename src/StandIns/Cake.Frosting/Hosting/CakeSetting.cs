namespace Cake.Frosting;

/// <summary>A setting's default that the program gives.</summary>
internal sealed record CakeSetting(string Key, string Value);
