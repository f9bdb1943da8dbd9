using Google.Protobuf;
using Images.BuildKit.Wire;
using Images.Registry.References;

namespace Images.BuildKit.Builds;

/// <summary>
/// A Dockerfile as a step of the build itself (an LLB file operation) instead of a file of the session: it travels with the
/// request, and the engine need not ask for it.
/// </summary>
internal static class DockerfileDefinition
{
    private const int None = -1;

    /// <summary>Makes the step.</summary>
    /// <param name="request">Whose Dockerfile.</param>
    /// <returns>A marshalled pb.Definition.</returns>
    public static ByteString Of(BuildRequest request)
    {
        var files = DockerfileFiles.Of(request);
        var file = new FileOp();
        foreach (var (path, content) in files)
        {
            var index = file.Actions.Count;
            file.Actions.Add(
                new FileAction
                {
                    Input = index - 1,
                    SecondaryInput = None,
                    Output = index == files.Count - 1 ? 0 : None,
                    MakeFile = new FileActionMakeFile
                    {
                        Path = "/" + path,
                        Mode = Convert.ToInt32("644", 8),
                        Data = ByteString.CopyFrom(content.Span),
                    },
                }
            );
        }

        var step = new Op { File = file }.ToByteString();
        var digest = ContentDigest.Of(step.Span);
        var result = new Op { Inputs = { new OpInput { Digest = digest } } }.ToByteString();
        return new Definition
        {
            Def = { step, result },
            Metadata =
            {
                [digest] = new OpMetadata
                {
                    Description = { ["llb.customname"] = $"[internal] load build definition from {request.DockerfileName}" },
                    Caps = { ["file.base"] = true },
                },
                [ContentDigest.Of(result.Span)] = new OpMetadata { Caps = { ["constraints"] = true } },
            },
        }.ToByteString();
    }
}
