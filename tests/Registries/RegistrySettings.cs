namespace Images.EngineTests;

/// <summary>How a <see cref="LoopbackRegistry"/> is run.</summary>
internal sealed record RegistrySettings
{
    /// <summary>Gets the program; null: it is looked for.</summary>
    public string? Program { get; init; }

    /// <summary>Gets the <c>auth</c> section of its configuration, as one line of YAML; null: everybody may do everything.</summary>
    public string? Auth { get; init; }

    /// <summary>Gets the files of its certificate and key; null: it does without TLS.</summary>
    public (string Certificate, string Key)? Tls { get; init; }
}
