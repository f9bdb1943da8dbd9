namespace Images.Planning.Matrices;

/// <summary>Images that one job takes.</summary>
/// <param name="Images">At least one.</param>
/// <param name="Seconds">Their estimated work.</param>
internal sealed record MatrixPiece(IReadOnlyList<PlannedImage> Images, double Seconds);
