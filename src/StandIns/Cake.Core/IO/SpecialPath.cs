namespace Cake.Core.IO;

/// <summary>A folder that the system gives a meaning.</summary>
public enum SpecialPath
{
    ApplicationData = 0,
    CommonApplicationData = 1,
    LocalApplicationData = 2,
    ProgramFiles = 3,
    ProgramFilesX86 = 4,
    Windows = 5,
    LocalTemp = 6,
    UserProfile = 7,
}
