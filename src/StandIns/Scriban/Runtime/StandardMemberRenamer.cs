using System.Reflection;
using System.Text;

namespace Scriban.Runtime;

/// <summary>Turns .NET names such as <c>ImageName</c> into template names such as <c>image_name</c>.</summary>
public sealed class StandardMemberRenamer
{
    public static readonly MemberRenamerDelegate Default = Rename;

    public StandardMemberRenamer() { }

    public static string Rename(MemberInfo member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return Rename(member.Name);
    }

    public static string Rename(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = new StringBuilder(name.Length + 4);
        var afterUpper = false;
        foreach (var c in name)
        {
            var upper = char.IsUpper(c);
            if (upper && !afterUpper && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(c));
            afterUpper = upper;
        }

        return text.ToString();
    }
}
