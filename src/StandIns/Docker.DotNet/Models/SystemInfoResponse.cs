namespace Docker.DotNet.Models;

public class SystemInfoResponse
{
    public string Architecture { get; set; }

    public string Driver { get; set; }

    public string ID { get; set; }

    public long MemTotal { get; set; }

    public long NCPU { get; set; }

    public string OSType { get; set; }

    public string ServerVersion { get; set; }
}
