using Images.Registry.Errors;
using Images.Registry.References;

namespace Images.Registry.Transport;

/// <summary>Reads documents of a registry whose form is not known to be right.</summary>
internal static class ContentErrors
{
    /// <exception cref="RegistryException">The document is not what it should be.</exception>
    public static T Read<T>(RegistryReference reference, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException error)
        {
            throw RegistryErrors.Malformed(reference, null, error.Message, error);
        }
    }
}
