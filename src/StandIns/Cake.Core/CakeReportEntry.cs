namespace Cake.Core;

/// <summary>One line of the report.</summary>
public sealed class CakeReportEntry
{
    public CakeReportEntry(string taskName, string skippedMessage, CakeReportEntryCategory category, TimeSpan duration)
        : this(taskName, skippedMessage, category, duration, CakeTaskExecutionStatus.Executed) { }

    public CakeReportEntry(
        string taskName,
        string skippedMessage,
        CakeReportEntryCategory category,
        TimeSpan duration,
        CakeTaskExecutionStatus executionStatus
    )
    {
        TaskName = taskName;
        SkippedMessage = skippedMessage;
        Category = category;
        Duration = duration;
        ExecutionStatus = executionStatus;
    }

    public string TaskName { get; }

    public string SkippedMessage { get; }

    public CakeReportEntryCategory Category { get; }

    public TimeSpan Duration { get; }

    public CakeTaskExecutionStatus ExecutionStatus { get; }
}
