namespace Cake.Core.Diagnostics;

/// <summary>Takes the message that a <see cref="LogAction"/> makes.</summary>
public delegate void LogActionEntry(string format, params object[] args);
