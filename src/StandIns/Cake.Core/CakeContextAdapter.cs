using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.Core;

/// <summary>A context that answers with what another one answers.</summary>
public abstract class CakeContextAdapter : ICakeContext
{
    private readonly ICakeContext _context;

    protected CakeContextAdapter(ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _context = context;
    }

    public virtual IFileSystem FileSystem => _context.FileSystem;

    public virtual ICakeEnvironment Environment => _context.Environment;

    public virtual IGlobber Globber => _context.Globber;

    public virtual ICakeLog Log => _context.Log;

    public virtual ICakeArguments Arguments => _context.Arguments;

    public virtual IProcessRunner ProcessRunner => _context.ProcessRunner;

    public virtual IRegistry Registry => _context.Registry;

    public virtual IToolLocator Tools => _context.Tools;

    public virtual ICakeDataResolver Data => _context.Data;

    public virtual ICakeConfiguration Configuration => _context.Configuration;
}
