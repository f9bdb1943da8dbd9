using System.Collections.Frozen;

namespace Images.Testing.Inventory.Licenses;

/// <summary>The identifiers of the SPDX license list (https://spdx.org/licenses/), those deprecated left out.</summary>
internal static class LicenseIds
{
    private const string List = "spdx-license-ids.txt";

    private static readonly Lazy<FrozenDictionary<string, string>> Known = new(Read);

    // The exceptions that free software of the kinds read here is under, of the list of exceptions.
    private static readonly FrozenDictionary<string, string> Exceptions = new[]
    {
        "Autoconf-exception-2.0",
        "Autoconf-exception-3.0",
        "Autoconf-exception-generic",
        "Bison-exception-2.2",
        "Bootloader-exception",
        "Classpath-exception-2.0",
        "eCos-exception-2.0",
        "Font-exception-2.0",
        "GCC-exception-2.0",
        "GCC-exception-3.1",
        "GPL-3.0-linking-exception",
        "LGPL-3.0-linking-exception",
        "Libtool-exception",
        "Linux-syscall-note",
        "LLVM-exception",
        "OCaml-LGPL-linking-exception",
        "Qt-GPL-exception-1.0",
        "Qt-LGPL-exception-1.1",
        "Swift-exception",
        "Universal-FOSS-exception-1.0",
        "WxWindows-exception-3.1",
    }.ToFrozenDictionary(id => id, StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds an identifier, upper and lower case being equal (SPDX 2.3, annex D.2).</summary>
    /// <param name="text">As it is written somewhere.</param>
    /// <returns>As the list writes it; null when it is not in the list.</returns>
    public static string? Find(string text) => Known.Value.GetValueOrDefault(text);

    /// <summary>Finds an exception, upper and lower case being equal.</summary>
    /// <param name="text">As it is written somewhere.</param>
    /// <returns>As the list writes it; null when it is not known here.</returns>
    public static string? FindException(string text) => Exceptions.GetValueOrDefault(text);

    private static FrozenDictionary<string, string> Read()
    {
        using var stream = typeof(LicenseIds).Assembly.GetManifestResourceStream(List)!;
        using var reader = new StreamReader(stream);
        return reader
            .ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenDictionary(id => id, StringComparer.OrdinalIgnoreCase);
    }
}
