namespace Docker.DotNet;

public class AnonymousCredentials : Credentials
{
    public AnonymousCredentials() { }

    public override bool IsTlsCredentials() => false;

    public override HttpMessageHandler GetHandler(HttpMessageHandler innerHandler) => innerHandler;

    public override void Dispose()
    {
        base.Dispose();
        GC.SuppressFinalize(this);
    }
}
