namespace Images.BuildKit.Contexts;

/// <summary>What a name in a directory is.</summary>
public enum ContextEntryKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link; sent as such, never followed.</summary>
    SymbolicLink,

    /// <summary>A fifo, socket or device: left out of every build, with a warning.</summary>
    Special,
}
