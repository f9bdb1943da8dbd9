using Cake.Core.Diagnostics;

namespace Cake.Core;

/// <summary>Prints the headers of steps and the table at the end.</summary>
public interface ICakeReportPrinter
{
    void Write(CakeReport report);

    void WriteStep(string name, Verbosity verbosity);

    void WriteLifeCycleStep(string name, Verbosity verbosity);

    void WriteSkippedStep(string name, Verbosity verbosity);
}
