namespace Cake.Core;

/// <summary>What a line of the report is about.</summary>
public enum CakeReportEntryCategory
{
    Task = 0,
    Setup = 1,
    Teardown = 2,
}
