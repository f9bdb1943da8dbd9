// Builds a Dockerfile with its folder as context: BuildDockerfile PATH [NAME...]
using Images.BuildKit;
using Images.BuildKit.Builds;
using Images.BuildKit.Contexts;
using Images.BuildKit.Progress;
using Images.BuildKit.Transport;

var address = Environment.GetEnvironmentVariable("DOCKER_HOST") ?? "unix:///var/run/docker.sock";
await using var client = new BuildKitClient(BuildKitDial.Address(address));
var request = new BuildRequest
{
    Dockerfile = await File.ReadAllBytesAsync(args[0]),
    Context = new DirectoryContext(Path.GetDirectoryName(Path.GetFullPath(args[0]))!),
    Output = new ImageOutput(args[1..]),
};
var result = await client.BuildAsync(request, new StepLines(), CancellationToken.None);
Console.WriteLine(result.ImageId);

internal sealed class StepLines : IProgress<BuildEvent>
{
    public void Report(BuildEvent value)
    {
        if (value is VertexCompleted step)
        {
            Console.Error.WriteLine($"{step.Name} {(step.Cached ? "CACHED" : $"{step.Duration.TotalSeconds:0.0}s")}");
        }
    }
}
