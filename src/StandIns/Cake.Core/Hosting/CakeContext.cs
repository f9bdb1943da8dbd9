using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.Core;

/// <summary>The context that the services of a program make up.</summary>
internal sealed class CakeContext : ICakeContext
{
    public CakeContext(
        IFileSystem fileSystem,
        ICakeEnvironment environment,
        IGlobber globber,
        ICakeLog log,
        ICakeArguments arguments,
        IProcessRunner processRunner,
        IRegistry registry,
        IToolLocator tools,
        ICakeDataService data,
        ICakeConfiguration configuration
    )
    {
        FileSystem = fileSystem;
        Environment = environment;
        Globber = globber;
        Log = log;
        Arguments = arguments;
        ProcessRunner = processRunner;
        Registry = registry;
        Tools = tools;
        Data = data;
        Configuration = configuration;
    }

    public IFileSystem FileSystem { get; }

    public ICakeEnvironment Environment { get; }

    public IGlobber Globber { get; }

    public ICakeLog Log { get; }

    public ICakeArguments Arguments { get; }

    public IProcessRunner ProcessRunner { get; }

    public IRegistry Registry { get; }

    public IToolLocator Tools { get; }

    public ICakeDataResolver Data { get; }

    public ICakeConfiguration Configuration { get; }
}
