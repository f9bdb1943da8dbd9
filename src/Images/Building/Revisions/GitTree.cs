using System.Text;

namespace Images.Building.Revisions;

/// <summary>Looks into a folder as git keeps it: <c>MODE NAME</c>, a NUL and the bytes of an id, over and over.</summary>
internal static class GitTree
{
    /// <summary>Finds an entry.</summary>
    /// <param name="tree">The folder.</param>
    /// <param name="name">The entry's name.</param>
    /// <returns>The entry's id and whether it is a folder; null when there is none of that name.</returns>
    public static (string Id, bool IsTree)? Find(GitObject tree, string name)
    {
        var wanted = Encoding.UTF8.GetBytes(name);
        var idLength = tree.Id.Length / 2;
        for (var rest = tree.Content.AsSpan(); !rest.IsEmpty; )
        {
            var space = rest.IndexOf((byte)' ');
            var end = rest.IndexOf((byte)0);
            var id = rest.Slice(end + 1, idLength);
            if (rest[(space + 1)..end].SequenceEqual(wanted))
            {
                return (Convert.ToHexStringLower(id), rest[..space].SequenceEqual("40000"u8));
            }

            rest = rest[(end + 1 + idLength)..];
        }

        return null;
    }
}
