namespace Images.Testing.Inventory.Finding;

/// <summary>Finds the packages of one kind among an image's files.</summary>
internal interface IPackageFinder
{
    /// <summary>Tells whether a file has to be read.</summary>
    /// <param name="path">Its absolute path.</param>
    bool Wants(string path);

    /// <summary>Is given the content of a file that it wants.</summary>
    /// <param name="path">Its absolute path.</param>
    /// <param name="content">Its bytes.</param>
    /// <exception cref="FormatException">It does not say what it should.</exception>
    void Read(string path, byte[] content);

    /// <summary>Gets what was found, in any order.</summary>
    /// <param name="links">Symbolic links of the folders that were looked at: from absolute path to target as written.</param>
    /// <param name="owners">The Debian packages that brought files of interest, by the files' absolute paths.</param>
    IEnumerable<InstalledPackage> Found(IReadOnlyDictionary<string, string> links, IReadOnlyDictionary<string, string> owners);
}
