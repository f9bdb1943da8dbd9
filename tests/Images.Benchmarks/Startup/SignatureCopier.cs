using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Images.Benchmarks.Startup;

/// <summary>Writes the signatures of one assembly with another one's references (ECMA-335, II.23.2).</summary>
/// <param name="references">The references of the assembly that is being written.</param>
internal sealed class SignatureCopier(CopiedReferences references) : ISignatureTypeProvider<ImmutableArray<byte>, object?>
{
    /// <summary>Copies a method's signature.</summary>
    /// <param name="method">The method.</param>
    /// <returns>The signature, of generic type parameters where the definition has them.</returns>
    public BlobBuilder Method(MethodDefinition method)
    {
        var signature = method.DecodeSignature(this, null);
        var blob = new BlobBuilder();
        blob.WriteByte(signature.Header.RawValue);
        if (signature.GenericParameterCount > 0)
        {
            blob.WriteCompressedInteger(signature.GenericParameterCount);
        }

        blob.WriteCompressedInteger(signature.ParameterTypes.Length);
        blob.WriteBytes(signature.ReturnType);
        foreach (var parameter in signature.ParameterTypes)
        {
            blob.WriteBytes(parameter);
        }

        return blob;
    }

    /// <inheritdoc/>
    public ImmutableArray<byte> GetPrimitiveType(PrimitiveTypeCode typeCode) => [(byte)typeCode];

    /// <inheritdoc/>
    public ImmutableArray<byte> GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        Encoded(rawTypeKind, references.ToDefinition(reader, handle));

    /// <inheritdoc/>
    public ImmutableArray<byte> GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        Encoded(rawTypeKind, references.ToReference(reader, handle));

    /// <inheritdoc/>
    public ImmutableArray<byte> GetTypeFromSpecification(
        MetadataReader reader,
        object? genericContext,
        TypeSpecificationHandle handle,
        byte rawTypeKind
    ) => reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    /// <inheritdoc/>
    public ImmutableArray<byte> GetSZArrayType(ImmutableArray<byte> elementType) => [(byte)SignatureTypeCode.SZArray, .. elementType];

    /// <inheritdoc/>
    public ImmutableArray<byte> GetPointerType(ImmutableArray<byte> elementType) => [(byte)SignatureTypeCode.Pointer, .. elementType];

    /// <inheritdoc/>
    public ImmutableArray<byte> GetByReferenceType(ImmutableArray<byte> elementType) =>
        [(byte)SignatureTypeCode.ByReference, .. elementType];

    /// <inheritdoc/>
    public ImmutableArray<byte> GetPinnedType(ImmutableArray<byte> elementType) => [(byte)SignatureTypeCode.Pinned, .. elementType];

    /// <inheritdoc/>
    public ImmutableArray<byte> GetGenericTypeParameter(object? genericContext, int index) =>
        [(byte)SignatureTypeCode.GenericTypeParameter, .. Compressed(index)];

    /// <inheritdoc/>
    public ImmutableArray<byte> GetGenericMethodParameter(object? genericContext, int index) =>
        [(byte)SignatureTypeCode.GenericMethodParameter, .. Compressed(index)];

    /// <inheritdoc/>
    public ImmutableArray<byte> GetGenericInstantiation(
        ImmutableArray<byte> genericType,
        ImmutableArray<ImmutableArray<byte>> typeArguments
    ) =>
        [
            (byte)SignatureTypeCode.GenericTypeInstance,
            .. genericType,
            .. Compressed(typeArguments.Length),
            .. typeArguments.SelectMany(argument => argument),
        ];

    /// <inheritdoc/>
    public ImmutableArray<byte> GetArrayType(ImmutableArray<byte> elementType, ArrayShape shape) =>
        [
            (byte)SignatureTypeCode.Array,
            .. elementType,
            .. Compressed(shape.Rank),
            .. Compressed(shape.Sizes.Length),
            .. shape.Sizes.SelectMany(size => Compressed(size)),
            .. Compressed(shape.LowerBounds.Length),
            .. shape.LowerBounds.SelectMany(bound => CompressedSigned(bound)),
        ];

    /// <inheritdoc/>
    public ImmutableArray<byte> GetModifiedType(ImmutableArray<byte> modifier, ImmutableArray<byte> unmodifiedType, bool isRequired) =>
        [
            (byte)(isRequired ? SignatureTypeCode.RequiredModifier : SignatureTypeCode.OptionalModifier),
            // A modifier is a token without the byte that tells classes from value types.
            .. modifier.Skip(1),
            .. unmodifiedType,
        ];

    /// <inheritdoc/>
    public ImmutableArray<byte> GetFunctionPointerType(MethodSignature<ImmutableArray<byte>> signature) =>
        [
            (byte)SignatureTypeCode.FunctionPointer,
            signature.Header.RawValue,
            .. Compressed(signature.ParameterTypes.Length),
            .. signature.ReturnType,
            .. signature.ParameterTypes.SelectMany(parameter => parameter),
        ];

    /// <summary>Writes a type's reference as signatures have it.</summary>
    /// <param name="kind">0x11 for a value type, 0x12 for a class.</param>
    /// <param name="type">The reference.</param>
    /// <returns>The bytes.</returns>
    public static ImmutableArray<byte> Encoded(byte kind, EntityHandle type) => [kind, .. Compressed(CodedIndex.TypeDefOrRefOrSpec(type))];

    private static ImmutableArray<byte> Compressed(int value)
    {
        var blob = new BlobBuilder();
        blob.WriteCompressedInteger(value);
        return blob.ToImmutableArray();
    }

    private static ImmutableArray<byte> CompressedSigned(int value)
    {
        var blob = new BlobBuilder();
        blob.WriteCompressedSignedInteger(value);
        return blob.ToImmutableArray();
    }
}
