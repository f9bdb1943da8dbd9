using System.Globalization;
using Images.Definitions;
using Images.Rendering;

namespace Images.Planning;

/// <summary>A value that an image is rendered, built or tested with, and where it was written.</summary>
/// <param name="Key">As in image.yaml, <c>args.R_VERSION</c> for one of several.</param>
/// <param name="Value">The value after inheritance and interpolation, on one line.</param>
/// <param name="Place"><c>file:line:column</c>; null where that is not known, or nobody wrote it.</param>
public sealed record EffectiveValue(string Key, string Value, string? Place)
{
    /// <summary>Lists the values of an image.</summary>
    /// <param name="image">Which.</param>
    /// <returns>Those that it has, in the order of the documentation.</returns>
    public static IReadOnlyList<EffectiveValue> Of(RenderedImage image)
    {
        var variant = image.Variant;
        return
        [
            One("from", variant.From),
            One("template", variant.Template),
            .. Optional("description", variant.Description),
            .. Optional("licenses", variant.Licenses),
            .. variant.Axes.Select(axis => new EffectiveValue(
                $"matrix.{axis.Key}",
                axis.Value,
                variant.AxesAt.GetValueOrDefault(axis.Key)?.ToString()
            )),
            .. variant.Tags.Select(tag => new EffectiveValue("tags", tag.Name, tag.Location.ToString())),
            new("platforms", string.Join(", ", variant.Platforms), variant.PlatformsAt?.ToString()),
            .. Pairs("args", variant.Args),
            .. Pairs("env", variant.Env),
            .. Pairs("labels", variant.Labels),
            .. Several("apt", variant.Apt),
            .. Several("pip", variant.Pip),
            .. Several("r", variant.R),
            .. Several("expose", variant.Expose),
            .. Several("volumes", variant.Volumes),
            .. Optional("user", variant.User),
            .. Optional("workdir", variant.Workdir),
            .. Command("entrypoint", variant.Entrypoint),
            .. Command("cmd", variant.Cmd),
            .. variant.Vars.Select(value => Kept($"vars.{value.Key}", Text(value.Value))),
            .. variant.EndOfLife is { } day
                ? [new("eol", day.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.Location.ToString())]
                : Array.Empty<EffectiveValue>(),
            .. variant.Limits.Size is { } size ? [One("limits.size", size)] : Array.Empty<EffectiveValue>(),
            .. variant.Limits.Layers is { } layers ? [One("limits.layers", layers)] : Array.Empty<EffectiveValue>(),
            Kept("reproducible", variant.Reproducible ? "true" : "false"),
            .. variant.Refresh is { } every
                ? [Kept("refresh", string.Create(CultureInfo.InvariantCulture, $"{every.TotalDays}d"))]
                : Array.Empty<EffectiveValue>(),
            .. variant.Push is { } push
                ? [Kept("push", push.Count == 0 ? "never" : string.Join(", ", push))]
                : Array.Empty<EffectiveValue>(),
            .. variant.Tests.Select(test => new EffectiveValue("test", test.Name, test.Location.ToString())),
        ];

        EffectiveValue Kept(string key, string value) => new(key, value, variant.ValuesAt.GetValueOrDefault(key)?.ToString());
    }

    private static EffectiveValue One<T>(string key, Located<T> value)
        where T : notnull => new(key, string.Create(CultureInfo.InvariantCulture, $"{value.Value}"), value.Location.ToString());

    private static EffectiveValue[] Optional(string key, Located<string>? value) => value is null ? [] : [One(key, value)];

    private static IEnumerable<EffectiveValue> Several(string key, IReadOnlyList<Located<string>> values) =>
        values.Select(value => One(key, value));

    private static IEnumerable<EffectiveValue> Pairs(string key, IReadOnlyDictionary<string, Located<string>> values) =>
        values.Select(value => One($"{key}.{value.Key}", value.Value));

    private static EffectiveValue[] Command(string key, CommandLine? command) =>
        command is null ? []
        : command.IsShell ? [new(key, command.Arguments[0], command.Location.ToString())]
        : [new(key, Text(command.Arguments), command.Location.ToString())];

    private static string Text(object value) =>
        value switch
        {
            string text => text,
            IReadOnlyDictionary<string, object> map => $"{{{string.Join(", ", map.Select(pair => $"{pair.Key}: {Text(pair.Value)}"))}}}",
            IEnumerable<object> list => $"[{string.Join(", ", list.Select(Text))}]",
            _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        };
}
