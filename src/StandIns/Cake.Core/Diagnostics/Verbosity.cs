namespace Cake.Core.Diagnostics;

/// <summary>How much is said.</summary>
public enum Verbosity
{
    Quiet = 0,
    Minimal = 1,
    Normal = 2,
    Verbose = 3,
    Diagnostic = 4,
}
