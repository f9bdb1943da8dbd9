using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>Adds services to a program.</summary>
public interface IFrostingStartup
{
    void Configure(IServiceCollection services);
}
