using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.Core;

/// <summary>What a task can reach: log, arguments, settings, environment, files.</summary>
public interface ICakeContext
{
    IFileSystem FileSystem { get; }

    ICakeEnvironment Environment { get; }

    IGlobber Globber { get; }

    ICakeLog Log { get; }

    ICakeArguments Arguments { get; }

    IProcessRunner ProcessRunner { get; }

    IRegistry Registry { get; }

    IToolLocator Tools { get; }

    ICakeDataResolver Data { get; }

    ICakeConfiguration Configuration { get; }
}
