namespace Images.Registry.Tokens;

/// <summary>A token and how long it is good.</summary>
/// <param name="Value">The token.</param>
/// <param name="Ends">When it is no longer shown.</param>
internal sealed record AccessToken(string Value, DateTimeOffset Ends)
{
    /// <summary>Nothing of the token, so that no log can show it.</summary>
    public override string ToString() => $"AccessToken {{ Ends = {Ends:O} }}";
}
