using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Images.Definitions;

namespace Images.Engines;

/// <summary>Makes root file systems with mmdebstrap and keeps them in the user's cache.</summary>
internal sealed class RootFileSystems(HostEnvironment host, IHostCommands commands, TimeProvider time, IProgress<string> progress)
{
    private string Folder => Path.Combine(host.CacheFolder, "bases");

    /// <summary>Takes it from the cache, where its name holds its digest, or makes it. Several processes may ask at once.</summary>
    /// <exception cref="EngineException">It can't be made here.</exception>
    public async Task<RootFileSystem> GetAsync(BootstrapRecipe recipe, CancellationToken cancellationToken)
    {
        if (recipe.Distribution != "debian")
        {
            throw new EngineException($"bootstrap of {recipe.Distribution}: only 'debian' can be bootstrapped");
        }

        var sources = BootstrapSources.Choose(recipe, host, AptSources.OfMachine());
        var key = Key(recipe, sources);
        Directory.CreateDirectory(Folder);
        await using var alone = await StateLock.TakeAsync(Path.Combine(Folder, key + ".lock"), time, cancellationToken);
        return await CachedAsync(key, cancellationToken) ?? await MakeAsync(recipe, sources, key, cancellationToken);
    }

    /// <summary>Everything that decides what is made, but the state of the archives.</summary>
    internal static string Key(BootstrapRecipe recipe, IReadOnlyList<string> sources)
    {
        var text = string.Join(
            '\n',
            [recipe.Distribution, recipe.Suite, $"{RuntimeInformation.OSArchitecture}", $"{BootstrapCommand.Generation}", .. sources]
        );
        return $"{recipe.Distribution}-{recipe.Suite}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}";
    }

    private async Task<RootFileSystem?> CachedAsync(string key, CancellationToken cancellationToken)
    {
        foreach (var file in Directory.GetFiles(Folder, key + ".*.tar").Order(StringComparer.Ordinal))
        {
            var promised = Path.GetFileName(file)[(key.Length + 1)..^4];
            var digest = await DigestAsync(file, cancellationToken);
            if (digest == promised)
            {
                return new RootFileSystem(file, digest);
            }

            progress.Report($"{file}: damaged; making it again");
            File.Delete(file);
        }

        return null;
    }

    private async Task<RootFileSystem> MakeAsync(
        BootstrapRecipe recipe,
        IReadOnlyList<string> sources,
        string key,
        CancellationToken cancellationToken
    )
    {
        await InstallAsync(recipe, cancellationToken);
        var work = Path.Combine(Folder, $"{key}.work");
        DeleteUnmounted(work);
        CreateClosed(work);
        try
        {
            progress.Report($"making {recipe.Distribution} {recipe.Suite} from its packages with mmdebstrap (about 20 s)...");
            var tar = Path.Combine(work, "rootfs.tar");
            var result = await commands.RunAsync(BootstrapCommand.For(recipe, sources, tar, work), cancellationToken);
            if (result.ExitCode != 0)
            {
                throw new EngineException(
                    $"bootstrap of {recipe.Distribution} {recipe.Suite}: mmdebstrap failed: {result.LastLine}; check the mirror, or name one with {BootstrapSources.Variable}=URL"
                );
            }

            var digest = await DigestAsync(tar, cancellationToken);
            var kept = Path.Combine(Folder, $"{key}.{digest}.tar");
            File.Move(tar, kept, overwrite: true);
            return new RootFileSystem(kept, digest);
        }
        finally
        {
            DeleteUnmounted(work);
        }
    }

    /// <summary>For root alone, wherever the cache is: where apt's own user can get in, some folders in what is made are that user's.</summary>
    private static void CreateClosed(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Never through a mount: behind one may be the machine's own /proc or /dev.</summary>
    private static void DeleteUnmounted(string folder)
    {
        if (Mounts.Below(folder) is [var mount, ..])
        {
            throw new EngineException($"{mount}: still mounted by an earlier run; unmount it and try again");
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task InstallAsync(BootstrapRecipe recipe, CancellationToken cancellationToken)
    {
        if (host is not { IsLinux: true, IsRoot: true })
        {
            throw new EngineException(
                $"bootstrap of {recipe.Distribution} {recipe.Suite}: needs root on Debian or Ubuntu; pull the base on a machine with a registry"
            );
        }

        if (commands.Find("mmdebstrap") is not null)
        {
            return;
        }

        var apt = new AptPackages(commands, progress);
        if (!apt.CanInstall(host))
        {
            throw new EngineException(
                $"bootstrap of {recipe.Distribution} {recipe.Suite}: needs mmdebstrap; install it ('apt-get install mmdebstrap')"
            );
        }

        await apt.InstallAsync(["mmdebstrap", "debian-archive-keyring"], "a base has to be made from packages", cancellationToken);
    }

    private static async Task<string> DigestAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}
