namespace Cake.Frosting;

/// <summary>The command line cannot be understood.</summary>
#pragma warning disable CA1064 // Exceptions should be public: the host catches this one.
internal sealed class CommandLineException : Exception
#pragma warning restore CA1064
{
    internal CommandLineException(string message)
        : base(message) { }
}
