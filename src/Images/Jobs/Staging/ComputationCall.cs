namespace Images.Jobs.Staging;

/// <summary>A computation on certain inputs: which files that needs and makes.</summary>
/// <param name="Computation">The computation.</param>
/// <param name="ImageId">The id of the image that it runs in; null: it runs on this machine.</param>
/// <param name="Inputs">The names of its inputs in the storage.</param>
/// <param name="Outputs">The names of its results in the storage.</param>
internal sealed record ComputationCall(
    Computation Computation,
    string? ImageId,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs
)
{
    /// <summary>Makes it.</summary>
    /// <param name="computation">The computation.</param>
    /// <param name="imageId">The id of the image that it runs in; null: it runs on this machine.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <returns>The call.</returns>
    /// <exception cref="JobException">There are more or fewer inputs than the computation takes.</exception>
    public static ComputationCall Of(Computation computation, string? imageId, IReadOnlyList<StoredInput> inputs)
    {
        CheckCount(computation, inputs.Count);
        var digests = inputs.Select(static input => input.Digest).ToList();
        return new ComputationCall(
            computation,
            imageId,
            [.. inputs.Select(static input => input.Name)],
            [
                .. computation.Outputs.Select(
                    (_, index) => FileStorage.OutputName(computation.Name, computation.Tree.Commit, imageId, index, digests)
                ),
            ]
        );
    }

    /// <summary>Makes sure that there are as many inputs as the computation takes.</summary>
    /// <param name="computation">The computation.</param>
    /// <param name="count">How many there are.</param>
    /// <exception cref="JobException">There are more or fewer.</exception>
    public static void CheckCount(Computation computation, int count) => CheckCount(computation.Name, computation.Inputs, count);

    /// <summary>Makes sure that there are as many inputs as there are names for them.</summary>
    /// <param name="what">What takes them.</param>
    /// <param name="inputs">Their names.</param>
    /// <param name="count">How many there are.</param>
    /// <exception cref="JobException">There are more or fewer.</exception>
    public static void CheckCount(string what, IReadOnlyList<string> inputs, int count)
    {
        if (count != inputs.Count)
        {
            throw new JobException(
                $"{what}: its inputs are {inputs.Count} ({string.Join(", ", inputs)}), but {count} files are given; give one for each"
            );
        }
    }
}
