namespace Images.Registry.Errors;

/// <summary>A login cannot be read: docker's config.json is damaged, or a credential helper fails. The message holds no secret.</summary>
public sealed class RegistryLoginException : RegistryException
{
    /// <summary>Makes an error of the file or program and what is wrong with it.</summary>
    public RegistryLoginException(string place, string problem, Exception? inner = null)
        : base(RegistryProblem.Login, $"{place}: {problem}", inner) { }
}
