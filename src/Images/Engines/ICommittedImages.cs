namespace Images.Engines;

/// <summary>Images that containers have become.</summary>
public interface ICommittedImages
{
    /// <summary>Removes one. It is not cancelled; what is gone already counts as removed.</summary>
    /// <param name="imageId">Its id.</param>
    /// <exception cref="EngineException">The engine does not do it.</exception>
    Task RemoveAsync(string imageId);
}
