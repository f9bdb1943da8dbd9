namespace Cake.Core;

/// <summary>Finds shared data by type.</summary>
public interface ICakeDataResolver
{
    TData Get<TData>()
        where TData : class;
}
