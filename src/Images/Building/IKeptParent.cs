namespace Images.Building;

/// <summary>An image that need not be built in this run, and that others may be built from.</summary>
internal interface IKeptParent : IAsyncDisposable
{
    /// <summary>Makes it ready to be built from; it has its local name afterwards, unless its steps do.</summary>
    /// <param name="parent">The image as a parent of another one.</param>
    /// <param name="onSteps">Whether its steps are wanted, where they can be had.</param>
    /// <returns>The parent as it can be built from.</returns>
    /// <exception cref="Engines.EngineException">It cannot be had; one line says why.</exception>
    Task<ParentImage> ReadyAsync(ParentImage parent, bool onSteps);

    /// <summary>Opens its steps for one that is built on them; whether the right image comes of them shows there.</summary>
    /// <returns>The steps; null where they can't be had.</returns>
    Task<IStepsResult?> DefinitionAsync();
}
