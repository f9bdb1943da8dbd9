using Cake.Core.IO;

namespace Cake.Core;

/// <summary>The process' surroundings.</summary>
public interface ICakeEnvironment
{
    DirectoryPath WorkingDirectory { get; set; }

    DirectoryPath ApplicationRoot { get; }

    ICakePlatform Platform { get; }

    ICakeRuntime Runtime { get; }

    DirectoryPath UserHomeDirectory => GetSpecialPath(SpecialPath.UserProfile);

    DirectoryPath GetSpecialPath(SpecialPath path);

    string? GetEnvironmentVariable(string variable);

    IDictionary<string, string?> GetEnvironmentVariables();
}
