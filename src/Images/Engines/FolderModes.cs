namespace Images.Engines;

/// <summary>Modes of folders that containers see.</summary>
internal static class FolderModes
{
    /// <summary>Whoever a container runs as may do everything: 0777.</summary>
    public const UnixFileMode Everybody =
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;
}
