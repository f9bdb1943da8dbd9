using System.Text.RegularExpressions;

namespace Images.Rendering;

/// <summary>The forms of values whose place in a Dockerfile leaves no room for quoting.</summary>
internal static partial class ValueForms
{
    /// <summary>Gets the form of a variable's name.</summary>
    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    public static partial Regex Variable { get; }

    /// <summary>Gets the form of a label's key.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._/-]*\z")]
    public static partial Regex LabelKey { get; }

    /// <summary>Gets the form of a Debian package with an optional architecture, and version or release.</summary>
    [GeneratedRegex(@"\A[a-z0-9][a-z0-9+.-]*(:[a-z0-9-]+)?(=[A-Za-z0-9.+:~-]+|/[a-z0-9-]+)?\z")]
    public static partial Regex DebianPackage { get; }

    /// <summary>Gets the form of a Python requirement.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9][^\s'""\\$`]*( ?[^\s'""\\$`]+)*\z")]
    public static partial Regex PythonRequirement { get; }

    /// <summary>Gets the form of an R package's name.</summary>
    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9.]*\z")]
    public static partial Regex RPackage { get; }

    /// <summary>Gets the form of the name of a secret or SSH agent.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    public static partial Regex MountId { get; }

    /// <summary>Gets the form of an exposed port.</summary>
    [GeneratedRegex(@"\A[0-9]{1,5}(-[0-9]{1,5})?(/(tcp|udp|sctp))?\z")]
    public static partial Regex Port { get; }

    /// <summary>Gets the form of a volume's path.</summary>
    [GeneratedRegex(@"\A/[A-Za-z0-9._/-]*\z")]
    public static partial Regex VolumePath { get; }

    /// <summary>Gets the form of a user, with an optional group.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?\z")]
    public static partial Regex User { get; }

    /// <summary>Gets the form of an image's reference (OCI distribution specification, section "Pulling manifests", with docker's optional host).</summary>
    [GeneratedRegex(
        @"\A(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?\z"
    )]
    public static partial Regex Reference { get; }
}
