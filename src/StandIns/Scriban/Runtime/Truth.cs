namespace Scriban.Runtime;

/// <summary>Only <c>null</c> and <c>false</c> are not true.</summary>
internal static class Truth
{
    public static bool Of(object value) => value is bool truth ? truth : value != null;
}
