namespace Docker.DotNet.Models;

public class ContainerRemoveParameters
{
    public bool? Force { get; set; }

    public bool? RemoveLinks { get; set; }

    public bool? RemoveVolumes { get; set; }
}
