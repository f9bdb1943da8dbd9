namespace Images.BuildKit.Gateway;

/// <summary>What a gateway tells that it can do, by the names that BuildKit gives it.</summary>
internal static class GatewayCapability
{
    /// <summary>
    /// Steps run when asked to. Older gateways list <c>gateway.solve.evaluate</c> alone, and 20.10 keeps it only for solves without
    /// a frontend.
    /// </summary>
    public const string Evaluate = "gateway.evaluate";
}
