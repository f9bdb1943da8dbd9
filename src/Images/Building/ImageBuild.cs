using Images.Planning;
using Images.Rendering;

namespace Images.Building;

/// <summary>One image to build, and what it is built from.</summary>
/// <param name="Image">What to build.</param>
/// <param name="Parents">The images of this run that its Dockerfile takes something from; all of them may be started from.</param>
public sealed record ImageBuild(PlannedImage Image, IReadOnlyList<ParentImage> Parents)
{
    /// <summary>Gets the external bases whose content is settled: references by digest, by reference. Whatever the tags mean, these are meant.</summary>
    public IReadOnlyDictionary<string, string> Pins { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the local names of external bases that this engine knows under no other, or a wrong one, by reference.</summary>
    public IReadOnlyDictionary<string, string> Bases { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets what to write instead of the references to external bases: their local names, else their pins.</summary>
    public IReadOnlyDictionary<string, string> BaseNames
    {
        get
        {
            var names = new Dictionary<string, string>(Pins, StringComparer.Ordinal);
            foreach (var (reference, name) in Bases)
            {
                names[reference] = name;
            }

            return names;
        }
    }

    /// <summary>Gets what the Dockerfile takes something from and is none of the run's own images, each reference once.</summary>
    public IEnumerable<string> ExternalReferences =>
        DockerfileSources.Of(Image.Rendered.Dockerfile).Except(Parents.Select(parent => parent.Reference), StringComparer.Ordinal);

    /// <summary>Gets whether other images of this run are built from this one.</summary>
    public bool HasChildren { get; init; }

    /// <summary>Gets the fingerprint of what the image is built from; null until it is known.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Gets what the image is built from, as its label has it; null until it is known.</summary>
    public string? Inputs { get; init; }

    /// <summary>Gets when it was decided to build this image anew, or from which day it is fresh; null for neither.</summary>
    public string? Epoch { get; init; }

    /// <summary>Gets whether every step is run, whatever the engine has cached.</summary>
    public bool NoCache { get; init; }

    /// <summary>
    /// Gets who is told, at most once, that the steps have run: children may start from them while the image is still being
    /// exported. What is handed over is disposed by the receiver when the last child is done.
    /// </summary>
    public Action<IStepsResult> StepsDone { get; init; } = _ => { };

    /// <summary>Waits until the parents are images on an engine.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>For each reference to one of ours or of <see cref="BaseNames"/>, the local name of the very image it means.</returns>
    /// <exception cref="ParentLostException">The steps of a parent ran, but no image came of them.</exception>
    public Task<IReadOnlyDictionary<string, string>> ParentNamesAsync(CancellationToken cancellationToken) =>
        ParentNamesAsync(_ => false, cancellationToken);

    /// <summary>Waits until the parents are images on an engine, apart from those whose steps are enough.</summary>
    /// <param name="isEnough">Tells by the reference which parents need no image.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>As above, without those.</returns>
    /// <exception cref="ParentLostException">The steps of a parent ran, but no image came of them.</exception>
    public async Task<IReadOnlyDictionary<string, string>> ParentNamesAsync(
        Func<string, bool> isEnough,
        CancellationToken cancellationToken
    )
    {
        var names = new Dictionary<string, string>(BaseNames, StringComparer.Ordinal);
        foreach (var parent in Parents.Where(parent => !isEnough(parent.Reference)))
        {
            var built = await parent.Built.WaitAsync(cancellationToken);
            names[parent.Reference] = built.LocalName ?? throw new ParentLostException(parent.Planned.Id);
        }

        return names;
    }
}

/// <summary>An image that another one is built from.</summary>
/// <param name="Reference">How the child's Dockerfile names it.</param>
/// <param name="Planned">Which image it is.</param>
/// <param name="Built">What becomes of it; ends when it is exported.</param>
/// <param name="Steps">What its steps gave, usable on the engine that ran them; null where only the exported image can be used.</param>
public sealed record ParentImage(string Reference, PlannedImage Planned, Task<BuiltImage> Built, IStepsResult? Steps);

/// <summary>What an engine holds of an image whose steps have run and that need not be exported yet.</summary>
public interface IStepsResult : IAsyncDisposable;

/// <summary>The steps of a parent ran, but no image came of them.</summary>
/// <param name="parent">The parent's id.</param>
public sealed class ParentLostException(string parent) : Exception($"its parent {parent} could not be exported");
