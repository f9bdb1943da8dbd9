namespace Images.Engines;

/// <summary>Verdict of one check of the machine.</summary>
public enum DoctorStatus
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Works, but something is worth knowing.</summary>
    Warning,

    /// <summary>Something won't work until it is mended.</summary>
    Failure,
}
