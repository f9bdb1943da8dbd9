namespace Cake.Core.Configuration;

/// <summary>Settings by key; keys differ in more than case.</summary>
public interface ICakeConfiguration
{
    string? GetValue(string key);
}
