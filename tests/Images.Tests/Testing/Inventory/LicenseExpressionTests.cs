using Images.Testing.Inventory;
using Images.Testing.Inventory.Licenses;

namespace Images.Tests.Testing.Inventory;

public sealed class LicenseExpressionTests
{
    [Theory]
    [InlineData(PackageKind.Debian, "Expat", "MIT")]
    [InlineData(PackageKind.Debian, "GPL-2+", "GPL-2.0-or-later")]
    [InlineData(PackageKind.Debian, "LGPL-2.1", "LGPL-2.1-only")]
    [InlineData(PackageKind.Debian, "GFDL-1.3+", "GFDL-1.3-or-later")]
    [InlineData(PackageKind.Debian, "GPL-3.0-only", "GPL-3.0-only")]
    [InlineData(PackageKind.Debian, "BSD-3-clause", "BSD-3-Clause")]
    [InlineData(PackageKind.Debian, "GPL-1+ or Artistic", "GPL-1.0-or-later OR Artistic-1.0")]
    [InlineData(PackageKind.Debian, "GPL-2 or Expat, and ISC", "(GPL-2.0-only OR MIT) AND ISC")]
    [InlineData(PackageKind.Debian, "GPL-2 or Expat and ISC", "GPL-2.0-only OR MIT AND ISC")]
    [InlineData(PackageKind.Debian, "GPL-3+ with Bison exception 2.2", "GPL-3.0-or-later WITH Bison-exception-2.2")]
    [InlineData(PackageKind.Debian, "GPL-2 with Linux-syscall-note", "GPL-2.0-only WITH Linux-syscall-note")]
    [InlineData(PackageKind.Debian, "Perl", "(GPL-1.0-or-later OR Artistic-1.0-Perl)")]
    [InlineData(PackageKind.Debian, "public-domain", "LicenseRef-public-domain")]
    [InlineData(PackageKind.R, "GPL (>= 2) | MIT + file LICENSE", "GPL-2.0-or-later OR MIT")]
    [InlineData(PackageKind.R, "GPL-2 | GPL-3", "GPL-2.0-only OR GPL-3.0-only")]
    [InlineData(PackageKind.R, "GPL (== 3)", "GPL-3.0-only")]
    [InlineData(PackageKind.R, "LGPL (>= 2.1)", "LGPL-2.1-or-later")]
    [InlineData(PackageKind.R, "GPL", "GPL-1.0-or-later")]
    [InlineData(PackageKind.R, "BSD_3_clause + file LICENCE", "BSD-3-Clause")]
    [InlineData(PackageKind.R, "Part of R 4.5.0", "LicenseRef-Part-of-R-4.5.0-6703c219")]
    [InlineData(PackageKind.Npm, "(MIT OR Apache-2.0)", "MIT OR Apache-2.0")]
    [InlineData(PackageKind.Npm, "(MIT OR Apache-2.0) AND ISC", "(MIT OR Apache-2.0) AND ISC")]
    [InlineData(PackageKind.Npm, "mit", "MIT")]
    [InlineData(PackageKind.Npm, "GPL-2.0-or-later WITH Classpath-exception-2.0", "GPL-2.0-or-later WITH Classpath-exception-2.0")]
    [InlineData(PackageKind.Npm, "SEE LICENSE IN a.txt", "LicenseRef-SEE-LICENSE-IN-a.txt-c19c27fc")]
    [InlineData(PackageKind.Npm, "(MIT", "LicenseRef-MIT-81cb5ffc")]
    [InlineData(PackageKind.Npm, "MIT OR", "LicenseRef-MIT-OR-6e0fcfbd")]
    [InlineData(PackageKind.Python, "BSD License", "LicenseRef-BSD-License-170c0f4c")]
    [InlineData(PackageKind.Python, "GNU General Public License v3 or later (GPLv3+)", "GPL-3.0-or-later")]
    [InlineData(PackageKind.Python, "GPLv2+", "GPL-2.0-or-later")]
    public void What_packages_say_becomes_an_expression(PackageKind kind, string license, string expression) =>
        Assert.Equal(expression, Of(kind, license)!.Text);

    [Fact]
    public void Several_licences_all_apply() =>
        Assert.Equal("MIT AND (GPL-2.0-only OR ISC)", Of(PackageKind.Debian, "Expat", "GPL-2 or ISC", "MIT")!.Text);

    [Fact]
    public void What_has_no_identifier_is_kept_as_it_was_said()
    {
        var expression = Of(PackageKind.Debian, "BSD-3-Clause~Google", "BSD-3-Clause/Google")!;
        Assert.Equal(["BSD-3-Clause/Google", "BSD-3-Clause~Google"], expression.References.Values.Order(StringComparer.Ordinal));
        Assert.All(expression.References.Keys, reference => Assert.Matches("^LicenseRef-[A-Za-z0-9.-]+$", reference));
        Assert.Equal(
            string.Join(" AND ", expression.Text.Split(" AND ").Order(StringComparer.Ordinal)),
            string.Join(" AND ", expression.References.Keys)
        );
    }

    [Fact]
    public void None_is_none() => Assert.Null(Of(PackageKind.Npm));

    [Fact]
    public void A_thousand_brackets_are_a_name() =>
        Assert.StartsWith("LicenseRef-", Of(PackageKind.Npm, new string('(', 5000) + "MIT")!.Text, StringComparison.Ordinal);

    private static LicenseExpression? Of(PackageKind kind, params string[] licenses) =>
        LicenseExpression.Of(new InstalledPackage(kind, "a", "1") { Licenses = licenses });
}
