namespace Images.Building;

/// <summary>What the names of an engine's steps say, such as <c>[2/5] RUN make</c>.</summary>
internal static class StepNames
{
    /// <summary>Whether a step is the image's own work: what the engine does for itself, and the bases' steps, are not.</summary>
    /// <param name="name">The step's name.</param>
    /// <returns>True for RUN, COPY and ADD.</returns>
    public static bool IsWork(string name) => name.Split("] ", 2) is [_, var text] && text.Split(' ', 2)[0] is "RUN" or "COPY" or "ADD";
}
