namespace Images.Engines;

/// <summary>Brings files of this machine into volumes of an engine, which need not see this machine's files.</summary>
public interface IFixtureVolumes
{
    /// <summary>Fills a volume for each fixture.</summary>
    /// <param name="image">An image of the engine, by its id; the container that holds the volumes is never started.</param>
    /// <param name="fixtures">What to bring.</param>
    /// <param name="cancellationToken">Gives up; nothing is left.</param>
    /// <returns>The volumes; they go when it is disposed.</returns>
    /// <exception cref="EngineException">A file cannot be read, or the engine does not take it.</exception>
    Task<IFilledVolumes> FillAsync(string image, IReadOnlyList<Fixture> fixtures, CancellationToken cancellationToken);
}

/// <summary>A file or folder of this machine.</summary>
/// <param name="Source">Its absolute path, without symbolic links.</param>
/// <param name="IsFile">Whether it is a file.</param>
/// <param name="Target">The absolute directory in containers that holds the file, or the folder's content.</param>
public sealed record Fixture(string Source, bool IsFile, string Target);

/// <summary>Volumes with fixtures in them.</summary>
public interface IFilledVolumes : IAsyncDisposable
{
    /// <summary>Gets the volumes and where they belong.</summary>
    IReadOnlyList<VolumeMount> Mounts { get; }
}
