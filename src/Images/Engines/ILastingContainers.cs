namespace Images.Engines;

/// <summary>Containers that stay when the program ends, and the images that are made of them. Whoever makes them removes them.</summary>
public interface ILastingContainers
{
    /// <summary>Lists the containers that have a label, running or not.</summary>
    /// <param name="label">The label.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The containers.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    Task<IReadOnlyList<LastingObject>> ListAsync(string label, CancellationToken cancellationToken);

    /// <summary>Lists the images that have a label.</summary>
    /// <param name="label">The label.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The images.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    Task<IReadOnlyList<LastingObject>> ListImagesAsync(string label, CancellationToken cancellationToken);

    /// <summary>Creates a container; nothing runs yet.</summary>
    /// <param name="spec">What to run; <see cref="ContainerSpec.Lasts"/> is set.</param>
    /// <returns>Its id. Never given up: what the engine makes meanwhile would stay behind.</returns>
    /// <exception cref="EngineException">The image is missing, or the engine failed.</exception>
    Task<string> CreateAsync(ContainerSpec spec);

    /// <summary>Has a container run, with nothing in it that a killed program had begun.</summary>
    /// <param name="id">The container.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it runs.</returns>
    /// <exception cref="EngineException">The engine failed.</exception>
    Task WakeAsync(string id, CancellationToken cancellationToken);

    /// <summary>Starts a container anew: all that runs in it ends, and what it mounts is looked up again.</summary>
    /// <param name="id">The container.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it runs.</returns>
    /// <exception cref="EngineException">The engine failed.</exception>
    Task RestartAsync(string id, CancellationToken cancellationToken);

    /// <summary>Runs a program in a container that runs, to its end.</summary>
    /// <param name="id">The container.</param>
    /// <param name="spec">Entry point and command, variables, user, directory and output limit; the rest is not looked at.</param>
    /// <param name="listener">Told of each piece of output as it arrives; null: nobody.</param>
    /// <param name="cancellationToken">Gives up; the program goes on by itself.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="EngineException">The engine failed.</exception>
    Task<ContainerResult> RunAsync(string id, ContainerSpec spec, IProgress<ContainerChunk>? listener, CancellationToken cancellationToken);

    /// <summary>Makes an image of a container, with the container's labels.</summary>
    /// <param name="id">The container.</param>
    /// <param name="repository">The image's name.</param>
    /// <param name="tag">Its tag.</param>
    /// <returns>When it is made. Never given up.</returns>
    /// <exception cref="EngineException">The engine failed.</exception>
    Task CommitAsync(string id, string repository, string tag);

    /// <summary>Removes a container, whatever runs in it.</summary>
    /// <param name="id">The container.</param>
    /// <returns>When it is gone.</returns>
    /// <exception cref="EngineException">The engine failed.</exception>
    Task RemoveAsync(string id);

    /// <summary>Removes an image, unless something is made of it.</summary>
    /// <param name="id">The image.</param>
    /// <returns>True when it is gone.</returns>
    /// <exception cref="EngineException">The engine failed.</exception>
    Task<bool> RemoveImageAsync(string id);
}

/// <summary>A container or an image that stays.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ImageId">The image that a container was made of; of an image its own id.</param>
/// <param name="Labels">Its labels.</param>
public sealed record LastingObject(string Id, string ImageId, IReadOnlyDictionary<string, string> Labels);
