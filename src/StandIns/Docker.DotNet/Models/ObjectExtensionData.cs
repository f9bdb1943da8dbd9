namespace Docker.DotNet.Models;

public class ObjectExtensionData
{
    public IDictionary<string, object> ExtensionData { get; set; }
}
