namespace Cake.Core;

/// <summary>The arguments of the program by name; names differ in more than case.</summary>
public interface ICakeArguments
{
    bool HasArgument(string name);

    ICollection<string> GetArguments(string name);

    IDictionary<string, ICollection<string>> GetArguments();
}
