namespace Cake.Core.Diagnostics;

/// <summary>Where messages go.</summary>
public interface ICakeLog
{
    Verbosity Verbosity { get; set; }

    void Write(Verbosity verbosity, LogLevel level, string format, params object[] args);
}
