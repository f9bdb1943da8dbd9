using System.Globalization;

namespace Images.Rendering.Importing.Hcl;

/// <content>The functions on lists, objects and numbers.</content>
internal static partial class HclFunctions
{
    private static IEnumerable<(string Name, int Least, HclFunction Apply)> Lists() =>
        [
            ("concat", 1, a => a.SelectMany(HclValue.List).ToList()),
            ("flatten", 1, a => Flat(HclValue.List(a[0])).ToList()),
            ("compact", 1, a => HclValue.List(a[0]).Where(item => item is not null and not "").ToList()),
            ("distinct", 1, a => Distinct(HclValue.List(a[0]))),
            ("sort", 1, a => HclValue.List(a[0]).Select(HclValue.Text).Order(StringComparer.Ordinal).ToList<object?>()),
            ("reverselist", 1, a => HclValue.List(a[0]).Reverse().ToList()),
            ("slice", 3, a => HclValue.List(a[0]).Skip(Number(a, 1)).Take(Number(a, 2) - Number(a, 1)).ToList()),
            (
                "element",
                2,
                a =>
                    HclValue.List(a[0]) is not { Count: > 0 } list ? throw new FormatException("the list is empty")
                    : Number(a, 1) is >= 0 and var number ? list[number % list.Count]
                    : throw new FormatException("an element is counted from 0")
            ),
            ("index", 2, a => HclOperators.Index(a[0], a[1])),
            ("length", 1, a => (decimal)HclValue.List(a[0]).Count),
            ("contains", 2, a => HclValue.List(a[0]).Any(item => HclValue.Same(item, a[1]))),
            ("hasindex", 2, a => HasIndex(a[0], a[1])),
            ("range", 1, Range),
            ("chunklist", 2, a => HclValue.List(a[0]).Chunk(Math.Max(1, Number(a, 1))).Select(chunk => (object?)chunk.ToList()).ToList()),
            ("setproduct", 2, a => Product(a)),
            ("setunion", 1, a => Distinct([.. a.SelectMany(HclValue.List)])),
            (
                "setintersection",
                1,
                a =>
                    HclValue
                        .List(a[0])
                        .Where(item => a.Skip(1).All(other => HclValue.List(other).Any(one => HclValue.Same(one, item))))
                        .ToList()
            ),
            ("setsubtract", 2, a => HclValue.List(a[0]).Where(item => !HclValue.List(a[1]).Any(one => HclValue.Same(one, item))).ToList()),
            ("coalesce", 1, a => a.FirstOrDefault(item => item is not null) ?? throw new FormatException("all of them are null")),
            (
                "coalescelist",
                1,
                a => a.FirstOrDefault(item => HclValue.List(item).Count > 0) ?? throw new FormatException("all of them are empty")
            ),
        ];

    private static IEnumerable<(string Name, int Least, HclFunction Apply)> Objects() =>
        [
            ("keys", 1, a => HclValue.Entries(a[0]).Keys.ToList<object?>()),
            ("values", 1, a => HclValue.Entries(a[0]).Values.ToList()),
            (
                "lookup",
                2,
                a =>
                    HclValue.Entries(a[0]).TryGetValue(Text(a, 1), out var value) ? value
                    : a.Count > 2 ? a[2]
                    : throw new FormatException($"there is no '{Text(a, 1)}'")
            ),
            ("merge", 1, a => HclValue.Object(a.Where(mapping => mapping is not null).SelectMany(HclValue.Entries))),
            (
                "zipmap",
                2,
                a =>
                    HclValue.Object(
                        HclValue
                            .List(a[0])
                            .Zip(HclValue.List(a[1]))
                            .Select(pair => KeyValuePair.Create(HclValue.Text(pair.First), pair.Second))
                    )
            ),
        ];

    private static IEnumerable<(string Name, int Least, HclFunction Apply)> Numbers() =>
        [
            ("add", 2, a => HclValue.Number(a[0]) + HclValue.Number(a[1])),
            ("subtract", 2, a => HclValue.Number(a[0]) - HclValue.Number(a[1])),
            ("multiply", 2, a => HclValue.Number(a[0]) * HclValue.Number(a[1])),
            ("divide", 2, a => Divisor(a[1]) is var by ? HclValue.Number(a[0]) / by : null),
            ("modulo", 2, a => Divisor(a[1]) is var by ? HclValue.Number(a[0]) % by : null),
            ("negate", 1, a => -HclValue.Number(a[0])),
            ("absolute", 1, a => Math.Abs(HclValue.Number(a[0]))),
            ("ceil", 1, a => Math.Ceiling(HclValue.Number(a[0]))),
            ("floor", 1, a => Math.Floor(HclValue.Number(a[0]))),
            ("int", 1, a => Math.Truncate(HclValue.Number(a[0]))),
            ("min", 1, a => a.Min(HclValue.Number)),
            ("max", 1, a => a.Max(HclValue.Number)),
            ("signum", 1, a => (decimal)Math.Sign(HclValue.Number(a[0]))),
            ("parseint", 2, a => (decimal)ParseInteger(Text(a, 0), Number(a, 1))),
            ("equal", 2, a => HclValue.Same(a[0], a[1])),
            ("notequal", 2, a => !HclValue.Same(a[0], a[1])),
            ("greaterthan", 2, a => HclValue.Number(a[0]) > HclValue.Number(a[1])),
            ("greaterthanorequalto", 2, a => HclValue.Number(a[0]) >= HclValue.Number(a[1])),
            ("lessthan", 2, a => HclValue.Number(a[0]) < HclValue.Number(a[1])),
            ("lessthanorequalto", 2, a => HclValue.Number(a[0]) <= HclValue.Number(a[1])),
            ("and", 2, a => HclValue.Truth(a[0]) && HclValue.Truth(a[1])),
            ("or", 2, a => HclValue.Truth(a[0]) || HclValue.Truth(a[1])),
            ("not", 1, a => !HclValue.Truth(a[0])),
        ];

    private static decimal Divisor(object? value) =>
        HclValue.Number(value) is not 0 and var number ? number : throw new FormatException("nothing can be divided by zero");

    private static long ParseInteger(string text, int radix)
    {
        try
        {
            return radix is 2 or 8 or 10 or 16
                ? Convert.ToInt64(text, radix)
                : throw new FormatException($"numbers to the base {radix.ToString(CultureInfo.InvariantCulture)} are not known here");
        }
        catch (Exception error) when (error is OverflowException or ArgumentException)
        {
            throw new FormatException($"'{text}' is no such number");
        }
    }

    private static IEnumerable<object?> Flat(IEnumerable<object?> items) =>
        items.SelectMany(item => item is IReadOnlyList<object?> list ? Flat(list) : [item]);

    private static List<object?> Distinct(IReadOnlyList<object?> items)
    {
        var distinct = new List<object?>();
        distinct.AddRange(items.Where(item => !distinct.Exists(known => HclValue.Same(known, item))));
        return distinct;
    }

    private static bool HasIndex(object? value, object? index)
    {
        try
        {
            HclOperators.Index(value, index);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static List<object?> Range(IReadOnlyList<object?> arguments)
    {
        var (start, end) = arguments.Count > 1 ? (Number(arguments, 0), Number(arguments, 1)) : (0, Number(arguments, 0));
        var step = arguments.Count > 2 ? Number(arguments, 2) : Math.Sign(end - start);
        if ((step == 0 && start != end) || (step != 0 && (end - start) / step > 1024))
        {
            throw new FormatException("this range has more than 1024 numbers");
        }

        var numbers = new List<object?>();
        for (var number = start; step > 0 ? number < end : number > end; number += step)
        {
            numbers.Add((decimal)number);
        }

        return numbers;
    }

    private static List<object?> Product(IReadOnlyList<object?> sets) =>
        [
            .. sets.Aggregate(
                (IEnumerable<List<object?>>)
                    [
                        [],
                    ],
                (rows, set) => rows.SelectMany(row => HclValue.List(set).Select(item => (List<object?>)[.. row, item]))
            ),
        ];
}
