using System.Collections.Concurrent;

namespace Cake.Core;

/// <summary>Keeps one value a type.</summary>
internal sealed class SharedData : ICakeDataService
{
    private readonly ConcurrentDictionary<Type, object> _values = new();

    public TData Get<TData>()
        where TData : class =>
        _values.TryGetValue(typeof(TData), out var value)
            ? (TData)value
            : throw new InvalidOperationException("The context data has not been setup.");

    public void Add<TData>(TData value)
        where TData : class
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!_values.TryAdd(typeof(TData), value))
        {
            throw new InvalidOperationException($"Context data of type '{typeof(TData).FullName}' has already been registered.");
        }
    }
}
