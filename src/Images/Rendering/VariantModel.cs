using System.Text.RegularExpressions;
using Images.Definitions;
using Scriban.Runtime;

namespace Images.Rendering;

/// <summary>What a template sees of a variant.</summary>
/// <param name="references">The references of the family's images.</param>
/// <param name="family">The family.</param>
internal sealed class VariantModel(Family family, ImageReferences references)
{
    private readonly Dictionary<string, Variant> variants = family.Variants.ToDictionary(variant => variant.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, SourceLocation> places = family.Images.ToDictionary(
        image => image.Name,
        image => image.Location,
        StringComparer.Ordinal
    );

    // One for all variants, so nobody may write into it.
    private readonly ScriptObject referencesById = ReadOnly(
        family.Variants.Select(variant => (variant.Id, (object)references.Of(variant)))
    );

    /// <summary>Makes the model of a variant.</summary>
    /// <param name="variant">The variant.</param>
    /// <param name="reader">Through which every value goes.</param>
    /// <returns>A new object, keys of its mappings in ordinal order.</returns>
    public ScriptObject Of(Variant variant, ValueReader reader)
    {
        var place = places.GetValueOrDefault(variant.Image, variant.From.Location);
        (string Name, object? Value)[] entries =
        [
            ("image", reader.Read("image", variant.Image, place)),
            ("variant", reader.Read("variant", variant.Id, place)),
            ("from", From(variant, reader)),
            ("references", referencesById),
            ("axes", Mapping(variant.Axes.Select(axis => (axis.Key, (object)reader.Read($"axes.{axis.Key}", axis.Value, place))))),
            ("args", Mapping("args", variant.Args, reader, ValueForms.Variable, "a variable's name")),
            ("env", Mapping("env", variant.Env, reader, ValueForms.Variable, "a variable's name")),
            ("labels", Mapping("labels", variant.Labels, reader, ValueForms.LabelKey, "a label's key")),
            ("vars", Mapping(variant.Vars.Select(entry => (entry.Key, Free($"vars.{entry.Key}", entry.Value, place, reader))))),
            ("apt", List(variant.Apt.Select(item => reader.Read("apt", item, ValueForms.DebianPackage, "a Debian package")))),
            ("pip", List(variant.Pip.Select(item => reader.Read("pip", item, ValueForms.PythonRequirement, "a Python requirement")))),
            ("r_packages", List(variant.R.Select(item => reader.Read("r", item, ValueForms.RPackage, "an R package")))),
            (
                "secrets",
                Mapping(
                    variant.Secrets.Select(secret =>
                        (secret.Id, (object)Mount("secrets", "secret", secret.Id, secret.IsRequired, secret.Location, reader))
                    )
                )
            ),
            ("ssh", Mapping(variant.Ssh.Select(agent => (agent.Id, (object)Mount("ssh", "ssh", agent.Id, true, agent.Location, reader))))),
            ("expose", List(variant.Expose.Select(item => reader.Read("expose", item, ValueForms.Port, "a port such as 8080 or 53/udp")))),
            (
                "volumes",
                List(
                    variant.Volumes.Select(item =>
                        reader.Read("volumes", item, ValueForms.VolumePath, "an absolute path of plain characters")
                    )
                )
            ),
            ("user", variant.User is { } user ? reader.Read("user", user, ValueForms.User, "a user such as 1000 or 1000:1000") : null),
            ("workdir", Optional("workdir", variant.Workdir, reader)),
            ("entrypoint", Command("entrypoint", variant.Entrypoint, reader)),
            ("cmd", Command("cmd", variant.Cmd, reader)),
            ("description", Optional("description", variant.Description, reader)),
            ("licenses", Optional("licenses", variant.Licenses, reader)),
            ("source", variant.Source is { } source ? reader.Read("source", source, place) : null),
            ("version", ImageReferences.Version(variant) is { } version ? reader.Read("version", version, place) : null),
            ("push", Push(variant) is { } push ? reader.Read("push", push, place) : null),
            ("tags", List(variant.Tags.Select(tag => reader.Read("tags", tag.Name, tag.Location)))),
        ];
        var model = new ScriptObject();
        foreach (var (name, value) in entries)
        {
            model[name] = value!;
        }

        foreach (var (axis, value) in variant.Axes.Where(axis => !model.ContainsKey(axis.Key)))
        {
            model[axis] = reader.Read(axis, value, place);
        }

        return model;
    }

    private static ScriptObject Mapping(
        string name,
        IReadOnlyDictionary<string, Located<string>> values,
        ValueReader reader,
        Regex form,
        string what
    ) =>
        Mapping(
            values.Select(entry =>
            {
                reader.CheckKey(name, entry.Key, entry.Value.Location, form, what);
                return (entry.Key, (object)reader.Read($"{name}.{entry.Key}", entry.Value.Value, entry.Value.Location));
            })
        );

    private static ScriptObject Mapping(IEnumerable<(string Key, object Value)> entries)
    {
        var mapping = new ScriptObject();
        foreach (var (key, value) in entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            mapping[key] = value;
        }

        return mapping;
    }

    private static ScriptObject ReadOnly(IEnumerable<(string Key, object Value)> entries)
    {
        var mapping = Mapping(entries);
        ((IScriptObject)mapping).IsReadOnly = true;
        return mapping;
    }

    // What a RUN says to mount it: an option as a whole, since nothing in it needs quoting.
    private static ScriptObject Mount(string name, string type, string id, bool isRequired, SourceLocation location, ValueReader reader)
    {
        reader.CheckKey(name, id, location, ValueForms.MountId, "a name such as pip");
        return Mapping([("id", id), ("mount", $"--mount=type={type},id={id}{(isRequired ? ",required=true" : string.Empty)}")]);
    }

    private static ScriptArray List(IEnumerable<object> items) => new(items);

    private static string? Optional(string name, Located<string>? value, ValueReader reader) =>
        value is null ? null : reader.Read(name, value.Value, value.Location);

    private static ScriptArray? Command(string name, CommandLine? command, ValueReader reader)
    {
        if (command is null)
        {
            return null;
        }

        IEnumerable<string> arguments = command.IsShell ? ["/bin/sh", "-c", .. command.Arguments] : command.Arguments;
        return List(arguments.Select(argument => reader.Read(name, argument, command.Location)));
    }

    private static string? Push(Variant variant) =>
        variant.Push switch
        {
            null => null,
            [] => "never",
            var registries => string.Join(' ', registries),
        };

    private static object Free(string name, object value, SourceLocation place, ValueReader reader) =>
        value switch
        {
            IReadOnlyDictionary<string, object> mapping => Mapping(
                mapping.Select(entry => (entry.Key, Free($"{name}.{entry.Key}", entry.Value, place, reader)))
            ),
            IReadOnlyList<object> list => List(list.Select((item, index) => Free($"{name}[{index}]", item, place, reader))),
            _ => reader.Read(name, value as string ?? string.Empty, place),
        };

    private string From(Variant variant, ValueReader reader)
    {
        var reference =
            variant.Parent is null ? variant.From.Value
            : variants.TryGetValue(variant.Parent, out var parent) ? references.Of(parent)
            : variant.Parent;
        return reader.Read("from", new Located<string>(reference, variant.From.Location), ValueForms.Reference, "an image's reference");
    }
}
