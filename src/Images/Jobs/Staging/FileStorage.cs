using System.Security.Cryptography;

namespace Images.Jobs.Staging;

/// <summary>The folder that holds inputs and results, each under a name that says what it is.</summary>
/// <param name="Folder">The folder, absolute.</param>
internal sealed record FileStorage(string Folder)
{
    private const int NameLength = 12;

    /// <summary>Finds the storage.</summary>
    /// <param name="path">The folder, absolute.</param>
    /// <returns>The storage.</returns>
    /// <exception cref="JobException">There is no such folder.</exception>
    public static FileStorage Open(string path) =>
        Directory.Exists(path)
            ? new FileStorage(path)
            : throw new JobException($"{path}: there is no such folder to store files in; make it");

    /// <summary>Sums up a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The first twelve digits of its SHA-1.</returns>
    /// <exception cref="JobException">It cannot be read.</exception>
    public static async Task<string> DigestAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
#pragma warning disable CA5350 // Do not use weak cryptographic algorithms: it names files, as the storages do that exist
            return Convert.ToHexStringLower(await SHA1.HashDataAsync(file, cancellationToken))[..NameLength];
#pragma warning restore CA5350
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new JobException($"{path}: there is no such file to compute with; name one that is there", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JobException($"{path}: cannot be read: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    /// <summary>Names an input.</summary>
    /// <param name="digest">Its twelve digits.</param>
    /// <returns>Relative to the storage.</returns>
    public static string InputName(string digest) => $"tinputs/{digest[..2]}/{digest[2..]}";

    /// <summary>Names a result.</summary>
    /// <param name="computation">The computation's name.</param>
    /// <param name="commit">Its commit's id.</param>
    /// <param name="imageId">The id of the image that it runs in; null: it runs on this machine.</param>
    /// <param name="output">The number of the output, from 0.</param>
    /// <param name="inputs">The twelve digits of each input.</param>
    /// <returns>Relative to the storage.</returns>
    public static string OutputName(string computation, string commit, string? imageId, int output, IEnumerable<string> inputs) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"c_{computation}/{Short(commit)}{(imageId is null ? "" : $"-{Short(imageId)}")}/{output:00}/{string.Join('_', inputs)}"
        );

    /// <summary>Says where a name is.</summary>
    /// <param name="name">Relative to the storage.</param>
    /// <returns>The absolute path.</returns>
    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Says whether there is a file of a name.</summary>
    /// <param name="name">Relative to the storage.</param>
    /// <returns>True when there is.</returns>
    public bool Has(string name) => File.Exists(PathOf(name));

    /// <summary>Makes a folder for what is not whole yet; those that killed runs of this machine have left go.</summary>
    /// <returns>The folder; disposing it removes it.</returns>
    /// <exception cref="JobException">It cannot be made.</exception>
    public StoragePassing MakePassing() => new(this);

    /// <summary>Puts a whole file in its place, unless one is there: that was computed in the same way.</summary>
    /// <param name="path">The file, in the storage's file system.</param>
    /// <param name="name">Relative to the storage.</param>
    /// <exception cref="JobException">The disk refuses.</exception>
    public void Settle(string path, string name)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
            File.Move(path, PathOf(name), overwrite: false);
        }
        catch (IOException) when (Has(name))
        {
            // Another run was faster.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JobException($"{PathOf(name)}: cannot be stored: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    /// <summary>Copies an input into the storage, unless it is there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="passing">A folder for what is not whole yet, see <see cref="MakePassing"/>, relative to the storage.</param>
    /// <param name="name">Relative to the storage.</param>
    /// <exception cref="JobException">The disk refuses.</exception>
    public void Take(string path, string passing, string name)
    {
        if (Has(name))
        {
            return;
        }

        var copy = PathOf(Path.Combine(passing, Path.GetFileName(name)));
        try
        {
            File.Copy(path, copy, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JobException($"{path}: cannot be copied into {Folder}: {error.Message.ReplaceLineEndings(" ")}", error);
        }

        Settle(copy, name);
    }

    private static string Short(string id) => id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..][..NameLength];
}
