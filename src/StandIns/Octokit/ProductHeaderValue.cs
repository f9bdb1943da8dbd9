namespace Octokit;

public class ProductHeaderValue
{
    public ProductHeaderValue(string name)
        : this(name, null) { }

    public ProductHeaderValue(string name, string version)
    {
        Ensure.NotEmpty(name, nameof(name));
        Name = name;
        Version = version;
    }

    public string Name { get; }

    public string Version { get; }

    public override string ToString() => Version is null ? Name : $"{Name}/{Version}";
}
