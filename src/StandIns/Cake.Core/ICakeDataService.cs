namespace Cake.Core;

/// <summary>Keeps shared data by type.</summary>
public interface ICakeDataService : ICakeDataResolver
{
    void Add<TData>(TData value)
        where TData : class;
}
