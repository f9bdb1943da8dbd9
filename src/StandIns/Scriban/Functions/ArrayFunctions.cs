using System.Collections;
using System.Text;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Scriban.Functions;

/// <summary>The functions of <c>array</c>. Each makes a new list; a missing list counts as an empty one.</summary>
internal static partial class ArrayFunctions
{
    public static ScriptArray Add(IEnumerable list, object value) => new(Items(list).Append(value));

    public static ScriptArray AddRange(IEnumerable list1, IEnumerable list2) => Concat(list1, list2);

    public static ScriptArray Concat(IEnumerable list1, IEnumerable list2) => new(Items(list1).Concat(Items(list2)));

    public static ScriptArray Compact(IEnumerable list) => new(Items(list).Where(item => item != null));

    public static bool Contains(TemplateContext context, IEnumerable list, object item) =>
        Items(list).Any(each => Equality.AreEqual(context, each, item));

    public static object First(IEnumerable list) => Items(list).FirstOrDefault();

    public static object Last(IEnumerable list) => Items(list).LastOrDefault();

    public static int Size(IEnumerable list) => list is ICollection items ? items.Count : Items(list).Count();

    public static ScriptArray Limit(IEnumerable list, int count) => new(Items(list).Take(count));

    public static ScriptArray Offset(IEnumerable list, int index) => new(Items(list).Skip(index));

    public static ScriptArray Reverse(IEnumerable list) => new(Items(list).Reverse());

    public static ScriptArray Uniq(IEnumerable list) => new(Items(list).Distinct());

    public static ScriptArray InsertAt(IEnumerable list, int index, object value)
    {
        var items = Items(list).ToList();
        var position = Math.Max(0, index < 0 ? index + items.Count : index);
        while (items.Count < position)
        {
            items.Add(null);
        }

        items.Insert(position, value);
        return new ScriptArray(items);
    }

    public static ScriptArray RemoveAt(IEnumerable list, int index)
    {
        var items = Items(list).ToList();
        var position = index < 0 ? index + items.Count : index;
        if (position >= 0 && position < items.Count)
        {
            items.RemoveAt(position);
        }

        return new ScriptArray(items);
    }

    public static string Join(TemplateContext context, SourceSpan span, IEnumerable list, string delimiter, object function = null)
    {
        if (list is null)
        {
            return "";
        }

        var text = new StringBuilder();
        var separator = "";
        foreach (var item in list)
        {
            text.Append(separator);
            text.Append(ValueText.Of(context, function is null ? item : Apply(context, span, function, item)));
            separator = delimiter;
        }

        return text.ToString();
    }

    public static ScriptArray Map(TemplateContext context, object list, string member) =>
        new(
            Listed(list)
                .Select(item => (HasIt: TryMember(context, item, member, out var value), value))
                .Where(found => found.HasIt)
                .Select(found => found.value)
        );

    public static ScriptArray Sort(TemplateContext context, object list, string member = null)
    {
        var comparer = Comparer<object>.Create(Compare);
        var items = Listed(list);
        return new ScriptArray(
            string.IsNullOrEmpty(member)
                ? items.Order(comparer)
                : items.OrderBy(item => TryMember(context, item, member, out var value) ? value : null, comparer)
        );
    }

    public static object Cycle(TemplateContext context, SourceSpan span, IList list, object group = null)
    {
        if (list is null || list.Count == 0)
        {
            return null;
        }

        var key = ValueText.Of(context, group ?? list);
        context.Cycles.TryGetValue(key, out var index);
        context.Cycles[key] = (index + 1) % list.Count;
        return list[index % list.Count];
    }

    public static ScriptArray Each(TemplateContext context, SourceSpan span, IEnumerable list, object function) =>
        new(Items(list).Select(item => Apply(context, span, function, item)));

    public static ScriptArray Filter(TemplateContext context, SourceSpan span, IEnumerable list, object function) =>
        new(Items(list).Where(item => Truth.Of(Apply(context, span, function, item))));

    public static bool Any(TemplateContext context, SourceSpan span, IEnumerable list, object function) =>
        Items(list).Any(item => Truth.Of(Apply(context, span, function, item)));

    private static IEnumerable<object> Items(IEnumerable list) => list?.Cast<object>() ?? [];

    private static IEnumerable<object> Listed(object list) =>
        list switch
        {
            null => [],
            IEnumerable items and not string => items.Cast<object>(),
            _ => [list],
        };

    private static bool TryMember(TemplateContext context, object item, string member, out object value)
    {
        value = null;
        return item != null && MemberAccess.TryGet(context, null, item, member, out value);
    }

    private static object Apply(TemplateContext context, SourceSpan span, object function, object item) =>
        function is ScriptFunction callable
            ? callable.Call(context, new CallSite(CallPlace.At(span), [new Argument(null, item, CallPlace.At(span))], null))
            : throw new ScriptRuntimeException(span, $"Expecting a function instead of `{TypeName.Of(function)}`");

    private static int Compare(object left, object right)
    {
        if (Arithmetic.IsNumber(left) && Arithmetic.IsNumber(right))
        {
            return Arithmetic.Compare(left, right);
        }

        return left is string first && right is string second ? string.CompareOrdinal(first, second)
            : left is null || right is null ? (left is null ? 0 : 1) - (right is null ? 0 : 1)
            : left is IComparable comparable && left.GetType() == right.GetType() ? comparable.CompareTo(right)
            : 0;
    }
}
