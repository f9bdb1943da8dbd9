using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Images.Testing.Inventory.Licenses;

/// <summary>What packages call licences that the SPDX license list calls otherwise.</summary>
internal static partial class LicenseAliases
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        // Debian, copyright format 1.0, section 7.1.1
        ["Expat"] = "MIT",
        ["Apache-2"] = "Apache-2.0",
        ["Artistic"] = "Artistic-1.0",
        ["BSL-1"] = "BSL-1.0",
        ["CC0"] = "CC0-1.0",
        ["CC0-1"] = "CC0-1.0",
        ["MPL-1"] = "MPL-1.0",
        ["MPL-2"] = "MPL-2.0",
        ["Perl"] = "(GPL-1.0-or-later OR Artistic-1.0-Perl)",
        ["PSF-2"] = "PSF-2.0",
        ["Python-2"] = "Python-2.0",
        ["BSD-2"] = "BSD-2-Clause",
        ["BSD-3"] = "BSD-3-Clause",
        ["BSD-4"] = "BSD-4-Clause",
        ["Permissive"] = "FSFUL",

        // R, "Writing R Extensions", section 1.1.2
        ["Apache License 2.0"] = "Apache-2.0",
        ["BSD_2_clause"] = "BSD-2-Clause",
        ["BSD_3_clause"] = "BSD-3-Clause",
        ["Artistic License 2.0"] = "Artistic-2.0",
        ["Mozilla Public License 2.0"] = "MPL-2.0",
        ["Boost Software License 1.0"] = "BSL-1.0",

        // Python's classifiers, and what stands in the older field
        ["MIT License"] = "MIT",
        ["The MIT License"] = "MIT",
        ["The MIT License (MIT)"] = "MIT",
        ["MIT No Attribution License (MIT-0)"] = "MIT-0",
        ["Apache 2.0"] = "Apache-2.0",
        ["Apache 2"] = "Apache-2.0",
        ["Apache License, Version 2.0"] = "Apache-2.0",
        ["Apache Software License 2.0"] = "Apache-2.0",
        ["3-Clause BSD License"] = "BSD-3-Clause",
        ["BSD 3-Clause"] = "BSD-3-Clause",
        ["BSD 3-Clause License"] = "BSD-3-Clause",
        ["New BSD"] = "BSD-3-Clause",
        ["New BSD License"] = "BSD-3-Clause",
        ["Modified BSD License"] = "BSD-3-Clause",
        ["BSD 2-Clause"] = "BSD-2-Clause",
        ["Simplified BSD License"] = "BSD-2-Clause",
        ["ISC License (ISCL)"] = "ISC",
        ["ISC License"] = "ISC",
        ["Mozilla Public License 2.0 (MPL 2.0)"] = "MPL-2.0",
        ["Mozilla Public License 1.1 (MPL 1.1)"] = "MPL-1.1",
        ["MPL 2.0"] = "MPL-2.0",
        ["Python Software Foundation License"] = "PSF-2.0",
        ["PSF"] = "PSF-2.0",
        ["The Unlicense (Unlicense)"] = "Unlicense",
        ["zlib/libpng License"] = "zlib-acknowledgement",
        ["Boost Software License 1.0 (BSL-1.0)"] = "BSL-1.0",
        ["GNU General Public License v2 (GPLv2)"] = "GPL-2.0-only",
        ["GNU General Public License v2 or later (GPLv2+)"] = "GPL-2.0-or-later",
        ["GNU General Public License v3 (GPLv3)"] = "GPL-3.0-only",
        ["GNU General Public License v3 or later (GPLv3+)"] = "GPL-3.0-or-later",
        ["GNU Lesser General Public License v2 (LGPLv2)"] = "LGPL-2.0-only",
        ["GNU Lesser General Public License v2 or later (LGPLv2+)"] = "LGPL-2.0-or-later",
        ["GNU Lesser General Public License v3 (LGPLv3)"] = "LGPL-3.0-only",
        ["GNU Lesser General Public License v3 or later (LGPLv3+)"] = "LGPL-3.0-or-later",
        ["GNU Affero General Public License v3"] = "AGPL-3.0-only",
        ["GNU Affero General Public License v3 or later (AGPLv3+)"] = "AGPL-3.0-or-later",
        ["CC0 1.0 Universal (CC0 1.0) Public Domain Dedication"] = "CC0-1.0",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds the expression for a licence.</summary>
    /// <param name="name">What the package calls it.</param>
    /// <returns>Identifiers of the SPDX license list; null when none fits for certain.</returns>
    public static string? Find(string name) => LicenseIds.Find(name) ?? Names.GetValueOrDefault(name) ?? Gnu(name);

    // GPL-2, GPL-2+, LGPL-2.1, GPLv3+, GPL (>= 2), GPL (== 2), GFDL-1.3+, AGPL-3: only is not or-later.
    private static string? Gnu(string name)
    {
        if (GnuName().Match(name) is not { Success: true } match)
        {
            return null;
        }

        var minor = match.Groups["minor"].Success ? match.Groups["minor"].Value : "0";
        var later = match.Groups["later"].Success || match.Groups["least"].Value == ">=" ? "or-later" : "only";
        return LicenseIds.Find($"{match.Groups["family"].Value}-{match.Groups["major"].Value}.{minor}-{later}");
    }

    [GeneratedRegex(
        @"^(?<family>A?GPL|LGPL|GFDL)(?:[- ]?v?|\s*\((?<least>>=|==)\s*)(?<major>[123])(?:\.(?<minor>[0-9]))?(?:\.0)?(?<later>\+|-or-later)?(?:-only)?\)?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex GnuName();
}
