namespace Images.Releasing.Hosting;

/// <summary>How a commit fares.</summary>
/// <param name="Context">Which of the commit's lines it is, such as <c>images</c>.</param>
/// <param name="Succeeded">Whether it went well; null while that is open.</param>
/// <param name="Description">One line; the host takes 140 characters of it.</param>
/// <param name="Address">Where more is told; null when nowhere.</param>
public sealed record HostedStatus(string Context, bool? Succeeded, string Description, string? Address);
