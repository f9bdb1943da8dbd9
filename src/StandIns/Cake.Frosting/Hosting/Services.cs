using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>
/// The services of a program: one instance each, made when it is first asked for, the last registration first.
/// </summary>
internal sealed class Services : IServiceProvider, IDisposable
{
    private readonly Dictionary<Type, List<ServiceDescriptor>> _descriptors = [];
    private readonly Dictionary<ServiceDescriptor, object> _instances = [];
    private readonly HashSet<ServiceDescriptor> _underway = [];
    private readonly List<IDisposable> _made = [];

    internal Services(IServiceCollection services)
    {
        foreach (var descriptor in services)
        {
            if (descriptor.IsKeyedService)
            {
                continue;
            }

            if (!_descriptors.TryGetValue(descriptor.ServiceType, out var list))
            {
                _descriptors[descriptor.ServiceType] = list = [];
            }

            list.Add(descriptor);
        }
    }

    /// <summary>The service of a type, all of them for a sequence, or null when there is none.</summary>
    public object? GetService(Type serviceType)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (_descriptors.TryGetValue(serviceType, out var list))
        {
            return Instance(list[^1]);
        }

        if (serviceType == typeof(IServiceProvider))
        {
            return this;
        }

        return serviceType.IsGenericType && serviceType.GetGenericTypeDefinition() == typeof(IEnumerable<>)
            ? All(serviceType.GenericTypeArguments[0])
            : null;
    }

    /// <summary>Makes an object from the services that its constructor asks for.</summary>
    internal object Make(Type type)
    {
        foreach (var constructor in LargestFirst(type.GetConstructors()))
        {
            var parameters = constructor.GetParameters();
            if (Array.TrueForAll(parameters, CanResolve))
            {
                return constructor.Invoke(
                    BindingFlags.DoNotWrapExceptions,
                    binder: null,
                    Array.ConvertAll(parameters, parameter => GetService(parameter.ParameterType) ?? parameter.DefaultValue),
                    culture: null
                );
            }
        }

        throw new InvalidOperationException($"None of the constructors of '{type.FullName}' can be called with the registered services.");
    }

    public void Dispose()
    {
        for (var index = _made.Count - 1; index >= 0; index--)
        {
            _made[index].Dispose();
        }
    }

    private static IEnumerable<ConstructorInfo> LargestFirst(ConstructorInfo[] constructors) =>
        constructors.Length < 2 ? constructors : constructors.OrderByDescending(candidate => candidate.GetParameters().Length);

    private bool CanResolve(ParameterInfo parameter) =>
        parameter.HasDefaultValue
        || _descriptors.ContainsKey(parameter.ParameterType)
        || parameter.ParameterType == typeof(IServiceProvider)
        || (parameter.ParameterType.IsGenericType && parameter.ParameterType.GetGenericTypeDefinition() == typeof(IEnumerable<>));

    private Array All(Type type)
    {
        var list = _descriptors.TryGetValue(type, out var found) ? found : [];
        var all = Array.CreateInstance(type, list.Count);
        for (var index = 0; index < list.Count; index++)
        {
            all.SetValue(Instance(list[index]), index);
        }

        return all;
    }

    private object Instance(ServiceDescriptor descriptor)
    {
        if (descriptor.ImplementationInstance is { } given)
        {
            return given;
        }

        if (_instances.TryGetValue(descriptor, out var instance))
        {
            return instance;
        }

        if (!_underway.Add(descriptor))
        {
            throw new InvalidOperationException($"The service '{descriptor.ServiceType.FullName}' depends on itself.");
        }

        instance = descriptor.ImplementationFactory is { } factory
            ? factory(this)
            : Make(descriptor.ImplementationType ?? descriptor.ServiceType);
        _underway.Remove(descriptor);
        if (descriptor.Lifetime != ServiceLifetime.Transient)
        {
            _instances[descriptor] = instance;
        }

        if (instance is IDisposable disposable && descriptor.ImplementationFactory is null)
        {
            _made.Add(disposable);
        }

        return instance;
    }
}
