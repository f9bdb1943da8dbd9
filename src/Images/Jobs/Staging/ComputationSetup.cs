using Images.Definitions;

namespace Images.Jobs.Staging;

/// <summary>What <c>docker.conf</c> and <c>docker-setup.sh</c> say.</summary>
/// <param name="Image">The image that the container is made of: one of the family or any reference.</param>
/// <param name="Network">The container's network: <c>bridge</c> or <c>none</c>.</param>
/// <param name="Keep">How many containers are kept, at least 1.</param>
/// <param name="Script">The set-up's script.</param>
internal sealed record ComputationSetup(Located<string> Image, string Network, int Keep, SetupScript Script);
