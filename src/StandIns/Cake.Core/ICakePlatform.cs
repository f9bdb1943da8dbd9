namespace Cake.Core;

/// <summary>The operating system.</summary>
public interface ICakePlatform
{
    PlatformFamily Family { get; }

    bool Is64Bit { get; }
}
