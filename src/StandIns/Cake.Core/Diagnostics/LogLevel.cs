namespace Cake.Core.Diagnostics;

/// <summary>How grave a message is.</summary>
public enum LogLevel
{
    Fatal = 0,
    Error = 1,
    Warning = 2,
    Information = 3,
    Verbose = 4,
    Debug = 5,
}
