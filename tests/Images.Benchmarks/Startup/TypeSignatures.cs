using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Images.Benchmarks.Startup;

/// <summary>Encodes types that are given by name (ECMA-335, II.23.2.12).</summary>
/// <param name="types">The types of the program.</param>
/// <param name="references">The references of the assembly that is being written.</param>
internal sealed class TypeSignatures(ProgramTypes types, CopiedReferences references)
{
    private const byte ValueType = 0x11;
    private const byte ReferenceType = 0x12;

    /// <summary>Encodes a type.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The bytes; null where no assembly has it.</returns>
    public ImmutableArray<byte>? Of(TypeText type)
    {
        if (PrimitiveOf(type.Name) is { } code)
        {
            return Arrays([(byte)code], type.Ranks);
        }

        foreach (var place in types.Named(type.Name))
        {
            if (place.Definition.GetGenericParameters().Count != type.Arguments.Count)
            {
                continue;
            }

            var encoded = SignatureCopier.Encoded(
                IsValueType(place) ? ValueType : ReferenceType,
                references.ToDefinition(place.Metadata, place.Handle)
            );
            if (type.Arguments.Count == 0)
            {
                return Arrays(encoded, type.Ranks);
            }

            var arguments = type.Arguments.Select(argument => Of(argument)).ToList();
            if (arguments.Any(argument => argument is null))
            {
                return null;
            }

            return Arrays(
                [
                    (byte)SignatureTypeCode.GenericTypeInstance,
                    .. encoded,
                    (byte)arguments.Count,
                    .. arguments.SelectMany(argument => argument!.Value),
                ],
                type.Ranks
            );
        }

        return null;
    }

    private static ImmutableArray<byte>? Arrays(ImmutableArray<byte> element, IReadOnlyList<int> ranks) =>
        ranks.All(rank => rank == 1) ? [.. ranks.Select(_ => (byte)SignatureTypeCode.SZArray), .. element] : null;

    private static bool IsValueType(TypePlace place)
    {
        var parent = place.Definition.BaseType;
        if (parent.IsNil)
        {
            return false;
        }

        var (space, name) = parent.Kind switch
        {
            HandleKind.TypeReference => Names(place.Metadata, place.Metadata.GetTypeReference((TypeReferenceHandle)parent)),
            HandleKind.TypeDefinition => Names(place.Metadata, place.Metadata.GetTypeDefinition((TypeDefinitionHandle)parent)),
            _ => (string.Empty, string.Empty),
        };
        var own = place.Metadata.GetString(place.Definition.Name);
        return space == "System" && (name == "Enum" || (name == "ValueType" && own != "Enum"));
    }

    private static (string Space, string Name) Names(MetadataReader metadata, TypeReference type) =>
        (metadata.GetString(type.Namespace), metadata.GetString(type.Name));

    private static (string Space, string Name) Names(MetadataReader metadata, TypeDefinition type) =>
        (metadata.GetString(type.Namespace), metadata.GetString(type.Name));

    private static PrimitiveTypeCode? PrimitiveOf(string name) =>
        name switch
        {
            "bool" => PrimitiveTypeCode.Boolean,
            "char" => PrimitiveTypeCode.Char,
            "sbyte" => PrimitiveTypeCode.SByte,
            "byte" or "ubyte" => PrimitiveTypeCode.Byte,
            "short" => PrimitiveTypeCode.Int16,
            "ushort" => PrimitiveTypeCode.UInt16,
            "int" => PrimitiveTypeCode.Int32,
            "uint" => PrimitiveTypeCode.UInt32,
            "long" => PrimitiveTypeCode.Int64,
            "ulong" => PrimitiveTypeCode.UInt64,
            "float" => PrimitiveTypeCode.Single,
            "double" => PrimitiveTypeCode.Double,
            "nint" => PrimitiveTypeCode.IntPtr,
            "nuint" => PrimitiveTypeCode.UIntPtr,
            _ => null,
        };
}
