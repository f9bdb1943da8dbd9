namespace Docker.DotNet;

public abstract class Credentials : IDisposable
{
    protected Credentials() { }

    public abstract bool IsTlsCredentials();

    public abstract HttpMessageHandler GetHandler(HttpMessageHandler innerHandler);

    public virtual void Dispose() => GC.SuppressFinalize(this);
}
