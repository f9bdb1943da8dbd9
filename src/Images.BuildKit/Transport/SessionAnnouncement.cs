namespace Images.BuildKit.Transport;

/// <summary>What an engine is told of a session when it is opened.</summary>
/// <param name="Id">Its name in solve requests: unique, 32 hexadecimal digits.</param>
/// <param name="SharedKey">Under which the engine keeps copies of files beyond the session.</param>
/// <param name="Methods">The paths of the methods that it serves.</param>
internal sealed record SessionAnnouncement(string Id, string SharedKey, IReadOnlyList<string> Methods)
{
    /// <summary>The field that is repeated, one line for each method.</summary>
    public const string MethodField = "x-docker-expose-session-grpc-method";

    /// <summary>The fields that come once.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields =>
        [
            new("x-docker-expose-session-uuid", Id),
            new("x-docker-expose-session-name", "Images.BuildKit"),
            new("x-docker-expose-session-sharedkey", SharedKey),
        ];
}
