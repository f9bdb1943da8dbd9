using Images.Engines;

namespace Images.Jobs.Staging;

/// <summary>Where this machine keeps what containers of computations mount, and the locks of who uses them.</summary>
/// <param name="root">The folder, absolute.</param>
internal sealed class KeptFolder(string root)
{
    /// <summary>Finds the user's.</summary>
    /// <returns>The folder; it may not be there.</returns>
    public static KeptFolder OfUser() => new(Path.Combine(HostEnvironment.Current().StateFolder, "computations"));

    /// <summary>Gets the file that one locks who sets a container up, or removes it.</summary>
    /// <param name="key">The container.</param>
    /// <returns>The path; its folder is there.</returns>
    public string SetupLock(string key) => Path.Combine(Directory.CreateDirectory(root).FullName, key + ".setup");

    /// <summary>Gets the file that those have a share of who compute in a container. Its time is that of the last use.</summary>
    /// <param name="key">The container.</param>
    /// <returns>The path; its folder is there.</returns>
    public string UseLock(string key) => Path.Combine(Directory.CreateDirectory(root).FullName, key + ".use");

    /// <summary>Gets the folder of the commit's files.</summary>
    /// <param name="key">The container.</param>
    /// <returns>The path; it may not be there, but its parent is.</returns>
    public string Tree(string key) => Path.Combine(Entry(key), "tree");

    /// <summary>Gets the folder of the set-up's script and what runs it.</summary>
    /// <param name="key">The container.</param>
    /// <returns>The path; it is there.</returns>
    public string Scripts(string key) => Directory.CreateDirectory(Path.Combine(Entry(key), "setup")).FullName;

    /// <summary>Removes what a container mounts, once it is gone.</summary>
    /// <param name="key">The container.</param>
    public void Remove(string key)
    {
        try
        {
            Directory.Delete(Path.Combine(root, key), recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // It never had any.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Files that nobody needs; the next container of this key writes them anew.
        }
    }

    private string Entry(string key) => Directory.CreateDirectory(Path.Combine(root, key)).FullName;
}
