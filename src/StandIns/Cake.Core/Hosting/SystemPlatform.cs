namespace Cake.Core;

/// <summary>The operating system of the process.</summary>
internal sealed class SystemPlatform : ICakePlatform
{
    public PlatformFamily Family =>
        OperatingSystem.IsLinux() ? PlatformFamily.Linux
        : OperatingSystem.IsWindows() ? PlatformFamily.Windows
        : OperatingSystem.IsMacOS() ? PlatformFamily.OSX
        : OperatingSystem.IsFreeBSD() ? PlatformFamily.FreeBSD
        : PlatformFamily.Unknown;

    public bool Is64Bit => System.Environment.Is64BitOperatingSystem;
}
