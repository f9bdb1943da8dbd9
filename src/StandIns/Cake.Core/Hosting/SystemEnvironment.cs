using Cake.Core.IO;
using DotNetEnvironment = System.Environment;

namespace Cake.Core;

/// <summary>The surroundings of the process.</summary>
internal sealed class SystemEnvironment : ICakeEnvironment
{
    public SystemEnvironment(ICakePlatform platform, ICakeRuntime runtime)
    {
        Platform = platform;
        Runtime = runtime;
    }

    public DirectoryPath WorkingDirectory
    {
        get => new(DotNetEnvironment.CurrentDirectory);
        set => DotNetEnvironment.CurrentDirectory = value.MakeAbsolute(this).FullPath;
    }

    public DirectoryPath ApplicationRoot => new(AppContext.BaseDirectory);

    public ICakePlatform Platform { get; }

    public ICakeRuntime Runtime { get; }

    public DirectoryPath GetSpecialPath(SpecialPath path) =>
        path switch
        {
            SpecialPath.LocalTemp => new(System.IO.Path.GetTempPath()),
            SpecialPath.ApplicationData => Folder(DotNetEnvironment.SpecialFolder.ApplicationData),
            SpecialPath.CommonApplicationData => Folder(DotNetEnvironment.SpecialFolder.CommonApplicationData),
            SpecialPath.LocalApplicationData => Folder(DotNetEnvironment.SpecialFolder.LocalApplicationData),
            SpecialPath.ProgramFiles => Folder(DotNetEnvironment.SpecialFolder.ProgramFiles),
            SpecialPath.ProgramFilesX86 => Folder(DotNetEnvironment.SpecialFolder.ProgramFilesX86),
            SpecialPath.Windows => Folder(DotNetEnvironment.SpecialFolder.Windows),
            SpecialPath.UserProfile => Folder(DotNetEnvironment.SpecialFolder.UserProfile),
            _ => throw new NotSupportedException($"The special path '{path}' is not supported."),
        };

    public string? GetEnvironmentVariable(string variable) => DotNetEnvironment.GetEnvironmentVariable(variable);

    public IDictionary<string, string?> GetEnvironmentVariables()
    {
        var variables = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var entries = DotNetEnvironment.GetEnvironmentVariables().GetEnumerator();
        while (entries.MoveNext())
        {
            variables[(string)entries.Key] = entries.Value as string;
        }

        return variables;
    }

    private static DirectoryPath Folder(DotNetEnvironment.SpecialFolder folder)
    {
        var path = DotNetEnvironment.GetFolderPath(folder);
        return path.Length > 0 ? new(path) : throw new NotSupportedException($"The special path '{folder}' does not exist on this system.");
    }
}
