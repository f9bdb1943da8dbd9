namespace Cake.Core.Diagnostics;

/// <summary>Makes a message, and is called only when it would be written.</summary>
public delegate void LogAction(LogActionEntry actionEntry);
