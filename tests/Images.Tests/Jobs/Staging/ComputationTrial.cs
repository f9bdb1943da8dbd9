using System.Runtime.Versioning;
using System.Text;
using Images.Engines;
using Images.Jobs.Running;
using Images.Jobs.Staging;
using Images.Tests.Building.Revisions;
using Images.Tests.Jobs.Running;

namespace Images.Tests.Jobs.Staging;

/// <summary>A computation in a checkout, a storage, and containers that are folders.</summary>
[SupportedOSPlatform("linux")]
internal sealed class ComputationTrial : IComputationListener, IDisposable
{
    public const string ImageId = "sha256:0123456789abcdef";

    private readonly string folder = Directory.CreateTempSubdirectory("images-compute-").FullName;
    private readonly Checkout checkout = new();
    private readonly List<string> notes = [];
    private readonly StringBuilder written = new();

    public ComputationTrial()
    {
        Engine = new ShellContainers(Path.Combine(folder, "engine"));
        Directory.CreateDirectory(Storage);
        Write("inputs", "numbers\n");
        Write("outputs", "copy\nlength\n");
        Write("docker.conf", "image: base\n");
        Exec("cp \"$1\" \"$2\"; wc -c < \"$1\" > \"$3\"");
        File.WriteAllText(Input, "1 2 3\n");
    }

    public ShellContainers Engine { get; }

    public string Folder => checkout.Root;

    public string Storage => Path.Combine(folder, "store");

    public string Input => Path.Combine(folder, "numbers.txt");

    public string Image { get; set; } = ImageId;

    public IReadOnlyList<string> Notes
    {
        get
        {
            lock (notes)
            {
                return [.. notes];
            }
        }
    }

    public string Written => written.ToString();

    public string Head => checkout.Git("rev-parse", "HEAD").Trim();

    public string Record => File.ReadAllText(Path.Combine(Folder, "docker-container"));

    public void Write(string path, string text) => checkout.Write(path, text);

    public void Exec(string script, string folder = "")
    {
        Write($"{folder}exec", $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(Path.Combine(Folder, folder, "exec"), (UnixFileMode)0b111_101_101);
    }

    public void Setup(string script)
    {
        Write("docker-setup.sh", script);
        Commit();
    }

    public void Commit() => checkout.Commit("x");

    public string Git(params IEnumerable<string> arguments) => checkout.Git(arguments);

    public async Task<ComputationReport> RunAsync(string? input = null, bool isDryRun = false, string? storage = null)
    {
        var request = new ComputationRequest(Folder, "", storage ?? Storage, [input ?? Input], isDryRun);
        return Assert.Single((await RunAsync(request, TestContext.Current.CancellationToken)).Calls);
    }

    public Task<ComputationsReport> RunAsync(ComputationRequest request, CancellationToken cancellationToken) =>
        Run().RunAsync(request, cancellationToken);

    public string Another(string text)
    {
        var path = Path.Combine(folder, $"{text.Trim()}.txt");
        File.WriteAllText(path, text);
        return path;
    }

    void IComputationListener.Note(string line)
    {
        lock (notes)
        {
            notes.Add(line);
        }
    }

    void IComputationListener.SetUp(string line)
    {
        lock (notes)
        {
            notes.Add("| " + line);
        }
    }

    void IComputationListener.Wrote(ContainerChunk chunk) => written.Append(Encoding.UTF8.GetString(chunk.Bytes.Span));

    public void Dispose()
    {
        checkout.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    public ComputationCleaner Cleaner(bool isForAll) => new(Jobs(), isForAll) { Folder = Kept };

    private KeptFolder Kept => new(Path.Combine(folder, "kept"));

    private JobEngine Jobs()
    {
        var held = new HeldContainers();
        return new JobEngine(held, held, TimeProvider.System, Caller.Current(), new JobImage("base", Image, "", [])) { Lasting = Engine };
    }

    private ComputationRun Run() => new(() => Task.FromResult(Jobs()), word => [word], TimeProvider.System, this) { Folder = Kept };
}
