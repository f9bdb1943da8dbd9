using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace StandIns;

/// <summary>
/// Prints the public surface of an assembly: a line per type, its members indented by two blanks. The lists of the real
/// packages' surfaces were printed in the same form.
/// </summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Each visible type of an assembly with its members, as lines of a subset file.</summary>
    public static IEnumerable<string> Lines(Assembly assembly)
    {
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            yield return TypeLine(type);
            foreach (var line in MemberLines(type))
            {
                yield return "  " + line;
            }
        }
    }

    /// <summary>
    /// The lines that a list lacks, each member with its type before it. Type lines are compared by kind and name, since a
    /// stand-in may have fewer interfaces.
    /// </summary>
    public static IReadOnlyList<string> Missing(IEnumerable<string> lines, IEnumerable<string> listed)
    {
        var known = Qualified(listed).ToHashSet(StringComparer.Ordinal);
        return [.. Qualified(lines).Where(line => !known.Contains(line))];
    }

    private static IEnumerable<string> Qualified(IEnumerable<string> lines)
    {
        var type = "";
        foreach (var line in lines.Select(line => line.TrimEnd()).Where(line => line.Length > 0))
        {
            if (line[0] != ' ')
            {
                type = line.Split(" : ")[0].Split(" where ")[0].Split("  [")[0];
                yield return type;
            }
            else
            {
                yield return type + " -> " + line.Trim();
            }
        }
    }

    private static IEnumerable<string> MemberLines(Type type) =>
        IsDelegate(type)
            ? []
            : type.GetMembers(Declared).Select(MemberLine).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string? MemberLine(MemberInfo member) =>
        member switch
        {
            FieldInfo { IsPublic: true, IsSpecialName: false } field => FieldLine(field),
            ConstructorInfo { IsStatic: false } constructor when constructor.IsPublic || constructor.IsFamily =>
                $"{Access(constructor)}{BareName(constructor.DeclaringType!)}({Parameters(constructor)})",
            PropertyInfo property when IsVisible(property.GetMethod) || IsVisible(property.SetMethod) => PropertyLine(property),
            MethodInfo method when (method.IsSpecialName ? IsPublicOperator(method) : IsVisible(method)) => MethodLine(method),
            _ => null,
        };

    private static string FieldLine(FieldInfo field) =>
        field.DeclaringType!.IsEnum
            ? $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}"
            : $"public {(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}"
                + $"{TypeName(field.FieldType)} {field.Name}";

    private static string PropertyLine(PropertyInfo property)
    {
        var accessor = IsVisible(property.GetMethod) ? property.GetMethod! : property.SetMethod!;
        var index = property.GetIndexParameters();
        var name =
            index.Length == 0
                ? property.Name
                : $"this[{string.Join(", ", index.Select(part => $"{TypeName(part.ParameterType)} {part.Name}"))}]";
        var get = IsVisible(property.GetMethod) ? "get; " : "";
        var set = "";
        if (IsVisible(property.SetMethod))
        {
            var setter = property.SetMethod!;
            var isInit = setter.ReturnParameter.GetRequiredCustomModifiers().Any(type => type.Name == "IsExternalInit");
            set = (setter.IsPublic == accessor.IsPublic ? "" : "protected ") + (isInit ? "init; " : "set; ");
        }

        return $"{Modifiers(accessor)}{TypeName(property.PropertyType)} {name} {{ {get}{set}}}";
    }

    private static string MethodLine(MethodInfo method)
    {
        if (method.Name is "op_Implicit" or "op_Explicit")
        {
            var direction = method.Name == "op_Implicit" ? "implicit" : "explicit";
            return $"public static {direction} operator {TypeName(method.ReturnType)}({Parameters(method)})";
        }

        if (method.IsSpecialName)
        {
            return $"public static {TypeName(method.ReturnType)} {method.Name}({Parameters(method)})";
        }

        var arguments = method.IsGenericMethodDefinition ? method.GetGenericArguments() : [];
        var generic = arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(argument => argument.Name))}>";
        var extension = method.IsDefined(typeof(ExtensionAttribute), false) ? "this " : "";
        return $"{Modifiers(method)}{TypeName(method.ReturnType)} {method.Name}{generic}({extension}{Parameters(method)})"
            + string.Concat(arguments.Select(Constraints));
    }

    private static string TypeLine(Type type)
    {
        if (IsDelegate(type))
        {
            var invoke = type.GetMethod("Invoke")!;
            return $"public delegate {TypeName(invoke.ReturnType)} {TypeName(type, true)}({Parameters(invoke)})";
        }

        var line = new StringBuilder($"public {Kind(type)} {TypeName(type, true)}");
        var bases = Bases(type).ToList();
        line.Append(bases.Count == 0 ? "" : " : " + string.Join(", ", bases));
        line.Append(type.IsGenericTypeDefinition ? string.Concat(type.GetGenericArguments().Select(Constraints)) : "");
        if (typeof(Attribute).IsAssignableFrom(type) && type.GetCustomAttribute<AttributeUsageAttribute>(false) is { } usage)
        {
            var targets = usage.ValidOn.ToString().Split(", ").Select(target => "AttributeTargets." + target);
            line.Append(CultureInfo.InvariantCulture, $"  [AttributeUsage({string.Join(" | ", targets)}");
            line.Append(usage.AllowMultiple ? ", AllowMultiple = true" : "").Append(")]");
        }

        return line.ToString();
    }

    private static string Kind(Type type) =>
        type.IsInterface ? "interface"
        : type.IsEnum ? "enum"
        : type.IsValueType ? "struct"
        : type.IsAbstract && type.IsSealed ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class"
        : "class";

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.IsEnum)
        {
            var underlying = Enum.GetUnderlyingType(type);
            return underlying == typeof(int) ? [] : [TypeName(underlying)];
        }

        var inherited = type.GetInterfaces().SelectMany(face => face.GetInterfaces()).ToHashSet();
        inherited.UnionWith(type.BaseType?.GetInterfaces() ?? []);
        var own = type.GetInterfaces()
            .Where(face => face.IsVisible && !inherited.Contains(face))
            .Select(face => TypeName(face, true))
            .Order(StringComparer.Ordinal);
        var hasBase = type.IsClass && type.BaseType is { } parent && parent != typeof(object);
        return hasBase ? own.Prepend(TypeName(type.BaseType!, true)) : own;
    }

    private static string Constraints(Type argument)
    {
        var attributes = argument.GenericParameterAttributes;
        var parts = new List<string>();
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            parts.Add("class");
        }

        var isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        parts.AddRange(argument.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(type => TypeName(type)));
        if (isStruct)
        {
            parts.Insert(0, "struct");
        }
        else if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
        {
            parts.Add("new()");
        }

        return parts.Count == 0 ? "" : $" where {argument.Name} : {string.Join(", ", parts)}";
    }

    private static string Modifiers(MethodInfo method)
    {
        if (method.DeclaringType!.IsInterface)
        {
            return method.IsAbstract ? "" : "default ";
        }

        var isOverride = method.IsVirtual && method.GetBaseDefinition() != method;
        return Access(method)
            + (
                method.IsStatic ? "static "
                : method.IsAbstract ? "abstract "
                : isOverride ? (method.IsFinal ? "sealed override " : "override ")
                : method.IsVirtual && !method.IsFinal ? "virtual "
                : ""
            );
    }

    private static string Access(MethodBase method) =>
        method.DeclaringType!.IsInterface ? ""
        : method.IsPublic ? "public "
        : "protected ";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var direction =
            parameter.IsOut ? "out "
            : type.IsByRef ? "ref "
            : "";
        var many = parameter.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : "";
        var initial = parameter.HasDefaultValue ? " = " + Default(parameter) : "";
        return $"{many}{direction}{TypeName(type.IsByRef ? type.GetElementType()! : type)} {parameter.Name}{initial}";
    }

    private static string Default(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        return parameter.DefaultValue switch
        {
            null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
            string text => $"\"{text}\"",
            bool truth => truth ? "true" : "false",
            Enum value => $"{type.Name}.{value}",
            var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    private static string TypeName(Type type, bool isFull = false)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.IsArray)
        {
            return TypeName(type.GetElementType()!) + "[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return TypeName(underlying) + "?";
        }

        if (Keyword(type) is { } keyword)
        {
            return keyword;
        }

        var name = BareName(type);
        if (type.IsNested)
        {
            name = TypeName(type.DeclaringType!, isFull) + "." + name;
        }
        else if (isFull)
        {
            name = type.Namespace + "." + name;
        }

        var hasArguments = type.IsGenericType && !(type.IsNested && !type.Name.Contains('`', StringComparison.Ordinal));
        return hasArguments ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(argument => TypeName(argument)))}>" : name;
    }

    private static string BareName(Type type) => type.Name.Split('`')[0];

    private static string? Keyword(Type type) =>
        type.FullName switch
        {
            "System.String" => "string",
            "System.Int32" => "int",
            "System.Int64" => "long",
            "System.Boolean" => "bool",
            "System.Object" => "object",
            "System.Void" => "void",
            "System.Double" => "double",
            "System.Byte" => "byte",
            "System.UInt64" => "ulong",
            "System.UInt32" => "uint",
            "System.UInt16" => "ushort",
            "System.Char" => "char",
            "System.Single" => "float",
            _ => null,
        };

    private static bool IsDelegate(Type type) => typeof(MulticastDelegate).IsAssignableFrom(type.BaseType);

    private static bool IsPublicOperator(MethodInfo method) => method.IsPublic && method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsVisible(MethodInfo? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };
}
