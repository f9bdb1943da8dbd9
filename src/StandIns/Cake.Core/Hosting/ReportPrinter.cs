using System.Globalization;
using Cake.Core.Diagnostics;

namespace Cake.Core;

/// <summary>Prints headers and the report to the console.</summary>
internal sealed class ReportPrinter : ICakeReportPrinter
{
    private const int NameWidth = 30;

    private readonly IConsole _console;
    private readonly ICakeLog _log;

    public ReportPrinter(IConsole console, ICakeLog log)
    {
        _console = console;
        _log = log;
    }

    public void Write(CakeReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var rows = report.Where(IsShown).ToList();
        var width = rows.Aggregate(NameWidth - 1, (longest, row) => Math.Max(longest, row.TaskName.Length)) + 1;
        var line = new string('-', width + 40);
        try
        {
            _console.ForegroundColor = ConsoleColor.Green;
            Print("");
            Print(Row(width, "Task", "Duration", "Status"));
            Print(line);
            foreach (var row in rows)
            {
                _console.ForegroundColor = Color(row);
                Print(
                    Row(width, row.TaskName, row.ExecutionStatus == CakeTaskExecutionStatus.Skipped ? "-" : Time(row.Duration), Status(row))
                );
            }

            _console.ForegroundColor = ConsoleColor.Green;
            Print(line);
            Print(Row(width, "Total:", Time(report.Aggregate(TimeSpan.Zero, (sum, row) => sum + row.Duration)), ""));
        }
        finally
        {
            _console.ResetColor();
        }
    }

    public void WriteStep(string name, Verbosity verbosity) => Header(name, '=', ConsoleColor.Green, verbosity, Verbosity.Normal);

    public void WriteLifeCycleStep(string name, Verbosity verbosity) => Header(name, '-', ConsoleColor.Green, verbosity, Verbosity.Normal);

    public void WriteSkippedStep(string name, Verbosity verbosity) => Header(name, '-', ConsoleColor.Gray, verbosity, Verbosity.Verbose);

    private void Header(string name, char rule, ConsoleColor color, Verbosity verbosity, Verbosity least)
    {
        if (verbosity < least)
        {
            return;
        }

        try
        {
            _console.ForegroundColor = color;
            Print("");
            Print(new string(rule, 40));
            Print(name);
            Print(new string(rule, 40));
        }
        finally
        {
            _console.ResetColor();
        }
    }

    // Tasks that only gather others are of interest to those who want to know everything.
    private bool IsShown(CakeReportEntry row) =>
        row.ExecutionStatus != CakeTaskExecutionStatus.Delegated || _log.Verbosity >= Verbosity.Verbose;

    private static string Status(CakeReportEntry row) =>
        row.ExecutionStatus switch
        {
            CakeTaskExecutionStatus.Skipped => "Skipped",
            CakeTaskExecutionStatus.Failed => "Failed",
            _ => "Succeeded",
        };

    private static ConsoleColor Color(CakeReportEntry row) =>
        row.ExecutionStatus switch
        {
            CakeTaskExecutionStatus.Skipped => ConsoleColor.Gray,
            CakeTaskExecutionStatus.Failed => ConsoleColor.Red,
            CakeTaskExecutionStatus.Delegated => ConsoleColor.DarkCyan,
            _ => row.Category == CakeReportEntryCategory.Task ? ConsoleColor.Green : ConsoleColor.Cyan,
        };

    private static string Time(TimeSpan duration) => duration.ToString("c", CultureInfo.InvariantCulture);

    private static string Row(int width, string task, string duration, string status) =>
        task.PadRight(width) + duration.PadRight(20) + status.PadRight(20);

    private void Print(string text) => _console.WriteLine("{0}", text);
}
