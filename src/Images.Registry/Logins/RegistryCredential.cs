namespace Images.Registry.Logins;

/// <summary>A login to a registry. An identity token goes into <paramref name="Secret"/> with an empty user name.</summary>
public sealed record RegistryCredential(string UserName, string Secret)
{
    /// <summary>Names the user only, so that no log can show the secret.</summary>
    public override string ToString() => $"RegistryCredential {{ UserName = {UserName} }}";
}
