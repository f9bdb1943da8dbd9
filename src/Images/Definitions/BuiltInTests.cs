namespace Images.Definitions;

/// <summary>The names of the checks that every image gets without a word in its definition; <c>skip:</c> may name them.</summary>
public static class BuiltInTests
{
    /// <summary>The clock shows UTC.</summary>
    public const string ClockIsUtc = "clock is UTC";

    /// <summary>No account has a password.</summary>
    public const string NoPasswords = "no passwords";

    /// <summary>Another command can be given when a container is started.</summary>
    public const string CommandCanBeOverridden = "command can be overridden";

    /// <summary>The declared programs find all their shared libraries.</summary>
    public const string SharedLibraries = "shared libraries";

    /// <summary>The user that the image declares is one of its accounts.</summary>
    public const string UserExists = "declared user exists";

    /// <summary>No link in the folders of <c>PATH</c>, in the working directory or beside the declared program leads nowhere.</summary>
    public const string BrokenLinks = "no broken links";

    /// <summary>Nothing outside /tmp can be written by everybody, folders of which only owners remove files apart.</summary>
    public const string WorldWritable = "no world-writable files";

    /// <summary>No package lists, packages or caches of apt and pip are left.</summary>
    public const string Leftovers = "no leftover caches";

    /// <summary>The image is no bigger than <c>limits.size</c>.</summary>
    public const string Size = "size limit";

    /// <summary>The image has no more layers than <c>limits.layers</c>.</summary>
    public const string Layers = "layer limit";

    /// <summary>Gets all names in the order in which the checks are reported.</summary>
    /// <remarks>A skip of one is a <see cref="TestDefinition"/> of that name with a <see cref="TestDefinition.SkipReason"/> and a command without arguments.</remarks>
    public static IReadOnlyList<string> Names { get; } =
    [ClockIsUtc, NoPasswords, CommandCanBeOverridden, SharedLibraries, UserExists, BrokenLinks, WorldWritable, Leftovers, Size, Layers];
}
