namespace Cake.Core;

/// <summary>A run failed; what it did up to then is in the report.</summary>
#pragma warning disable CA1064 // Exceptions should be public: the host catches this one.
internal sealed class CakeReportException : Exception
#pragma warning restore CA1064
{
    internal CakeReportException(CakeReport report, Exception innerException)
        : base(innerException.Message, innerException) => Report = report;

    internal CakeReport Report { get; }
}
