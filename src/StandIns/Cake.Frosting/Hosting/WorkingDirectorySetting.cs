using Cake.Core.IO;

namespace Cake.Frosting;

/// <summary>The working directory that the program asks for.</summary>
internal sealed record WorkingDirectorySetting(DirectoryPath Path);
