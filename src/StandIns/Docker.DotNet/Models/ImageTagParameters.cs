namespace Docker.DotNet.Models;

public class ImageTagParameters
{
    public bool? Force { get; set; }

    public string RepositoryName { get; set; }

    public string Tag { get; set; }
}
