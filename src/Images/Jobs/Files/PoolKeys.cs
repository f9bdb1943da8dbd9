using System.Globalization;
using Images.Definitions.Syntax;

namespace Images.Jobs.Files;

/// <summary>The keys of <c>pool</c> in a job file.</summary>
internal static class PoolKeys
{
    private static readonly TextRule Nodes = new(
        "a number of machines such as 2, or a range such as 0-10, at most 10000",
        static text => TryNodes(text, out _),
        @"\d+(-\d+)?"
    )
    {
        Interpolated = false,
    };

    private static readonly TextRule Name = new(
        "a pool's name: letters, digits, '-' and '_', at most 64",
        static text =>
            text.Length is > 0 and <= 64 && text.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'),
        "[A-Za-z0-9_-]{1,64}"
    )
    {
        Interpolated = false,
    };

    /// <summary>Gets all of them in the order in which people write them.</summary>
    public static IReadOnlyList<Key> All { get; } =
    [
        new("name", Text(Name), "The pool's name.") { Default = "the job's name" },
        new("vm-size", Text(Name with { Name = "a size of Azure's machines such as Standard_D2_v2" }), "The size of its machines.")
        {
            Default = "Standard_D2_v2",
        },
        new("tasks-per-node", Text(JobRules.AtOnce with { Interpolated = false }), "How many tasks a machine runs at once.")
        {
            Default = "1",
        },
        new("dedicated", Text(Nodes), "The fewest and the most machines of its own.") { Default = "0-1" },
        new("low-priority", Text(Nodes), "The fewest and the most machines that may be taken away.") { Default = "0" },
        new(
            "autoscale",
            Text(TextRule.OneOf("a way to grow and shrink", "QUEUE", "WORKDAY", "WEEKEND", "MAX_CPU") with { Interpolated = false }),
            "How it grows and shrinks between them."
        )
        {
            Default = "QUEUE",
        },
        new(
            "packages",
            new RecordShape([
                new("cran", Lines(), "From CRAN."),
                new("github", Lines(), "From GitHub, OWNER/REPOSITORY."),
                new("bioconductor", Lines(), "From Bioconductor."),
            ]),
            "Packages of R that each machine installs, beyond those of the image."
        ),
        new("commands", Lines(), "Commands that each machine runs when it joins the pool."),
    ];

    /// <summary>Reads a number of machines.</summary>
    /// <param name="text">One number, or two with a dash between.</param>
    /// <param name="nodes">The fewest and the most.</param>
    /// <returns>False when it is none.</returns>
    public static bool TryNodes(string text, out (int Least, int Most) nodes)
    {
        nodes = default;
        var parts = text.Split('-');
        if (parts.Length > 2 || !TryCount(parts[0], out var least) || !TryCount(parts[^1], out var most) || least > most)
        {
            return false;
        }

        nodes = (least, most);
        return true;
    }

    private static bool TryCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count <= 10_000;

    private static TextShape Text(TextRule rule) => new(rule);

    private static ListShape Lines() => new(Text(TextRules.Name)) { Distinct = true };
}
