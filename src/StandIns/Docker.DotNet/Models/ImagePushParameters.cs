namespace Docker.DotNet.Models;

public class ImagePushParameters
{
    public string Tag { get; set; }
}
