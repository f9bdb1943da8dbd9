using System.Collections;

namespace Cake.Core;

/// <summary>The steps of a run in the order they ended.</summary>
public sealed class CakeReport : IEnumerable<CakeReportEntry>
{
    private readonly List<CakeReportEntry> _entries = [];

    public bool IsEmpty => _entries.Count == 0;

    public void Add(string task, TimeSpan span) => Add(task, CakeReportEntryCategory.Task, span);

    public void Add(string task, CakeReportEntryCategory category, TimeSpan span) =>
        Add(task, string.Empty, category, span, CakeTaskExecutionStatus.Executed);

    public void AddSkipped(string task, string skippedMessage) =>
        Add(task, skippedMessage, CakeReportEntryCategory.Task, TimeSpan.Zero, CakeTaskExecutionStatus.Skipped);

    public void AddFailed(string task, TimeSpan span) =>
        Add(task, string.Empty, CakeReportEntryCategory.Task, span, CakeTaskExecutionStatus.Failed);

    public void AddDelegated(string task, TimeSpan span) =>
        Add(task, string.Empty, CakeReportEntryCategory.Task, span, CakeTaskExecutionStatus.Delegated);

    public void Add(
        string task,
        string skippedMessage,
        CakeReportEntryCategory category,
        TimeSpan span,
        CakeTaskExecutionStatus executionStatus
    ) => _entries.Add(new CakeReportEntry(task, skippedMessage, category, span, executionStatus));

    public IEnumerator<CakeReportEntry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
