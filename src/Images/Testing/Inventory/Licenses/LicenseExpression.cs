namespace Images.Testing.Inventory.Licenses;

/// <summary>Licences as an expression of SPDX 2.3, annex D.</summary>
/// <param name="Text">Identifiers of the SPDX license list, and references for what is not in it, joined by <c>AND</c>, <c>OR</c> and <c>WITH</c>.</param>
/// <param name="References">What each <c>LicenseRef-</c> of the text stands for, as the package called it.</param>
public sealed record LicenseExpression(string Text, IReadOnlyDictionary<string, string> References)
{
    /// <summary>Makes the expression of a package's licences.</summary>
    /// <param name="package">The package.</param>
    /// <returns>Null where the package names none.</returns>
    public static LicenseExpression? Of(InstalledPackage package)
    {
        var terms = new LicenseTerms();
        var all = package.Licenses.Select(license => terms.Expression(license, package.Kind)).Distinct(StringComparer.Ordinal).ToList();
        return all.Count switch
        {
            0 => null,
            1 => new LicenseExpression(all[0], terms.References),
            _ => new LicenseExpression(
                string.Join(" AND ", all.Select(one => IsChoice(one) ? $"({one})" : one).Distinct(StringComparer.Ordinal)),
                terms.References
            ),
        };
    }

    // AND binds tighter than OR, so that a choice has to be bracketed.
    private static bool IsChoice(string expression) => expression.Contains(" OR ", StringComparison.Ordinal);
}
