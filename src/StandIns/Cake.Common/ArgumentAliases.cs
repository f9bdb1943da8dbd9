using Cake.Core;

namespace Cake.Common;

/// <summary>Reads the program's arguments.</summary>
public static class ArgumentAliases
{
    public static bool HasArgument(this ICakeContext context, string name)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Arguments.HasArgument(name);
    }

    public static T Argument<T>(this ICakeContext context, string name)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueConversion.Convert<T>(context.Arguments.GetArgument(name) ?? throw NotSet(name));
    }

    public static T Argument<T>(this ICakeContext context, string name, T defaultValue)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Arguments.GetArgument(name) is { } text ? ValueConversion.Convert<T>(text) : defaultValue;
    }

    public static ICollection<T> Arguments<T>(this ICakeContext context, string name) => Values<T>(context, name) ?? throw NotSet(name);

    public static ICollection<T> Arguments<T>(this ICakeContext context, string name, T defaultValue) =>
        Values<T>(context, name) ?? [defaultValue];

    public static ICollection<T> Arguments<T>(this ICakeContext context, string name, ICollection<T> defaultValues) =>
        Values<T>(context, name) ?? defaultValues;

    public static ICollection<T> Arguments<T>(this ICakeContext context, string name, Func<ICakeContext, ICollection<T>> defaultValues) =>
        Values<T>(context, name) ?? defaultValues?.Invoke(context) ?? [];

    public static IDictionary<string, ICollection<string>> Arguments(this ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Arguments.GetArguments();
    }

    private static T[]? Values<T>(ICakeContext context, string name)
    {
        ArgumentNullException.ThrowIfNull(context);
        var texts = context.Arguments.GetArguments(name);
        return texts.Count == 0 ? null : [.. texts.Select(ValueConversion.Convert<T>)];
    }

    private static CakeException NotSet(string name) => new($"Argument '{name}' was not set.");
}
