namespace Images.Engines;

/// <summary>One row of the doctor's table.</summary>
/// <param name="Name">What was checked, in a few words.</param>
/// <param name="Status">The verdict.</param>
/// <param name="Detail">What was seen, one line; never a secret.</param>
/// <param name="Fix">A command or sentence that mends it; null when there is nothing to mend.</param>
public sealed record DoctorCheck(string Name, DoctorStatus Status, string Detail, string? Fix = null);
