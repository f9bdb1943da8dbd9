using System.Runtime.CompilerServices;

namespace Images.BuildKit.Tests;

public sealed class ReadmeTests
{
    [Fact]
    public void The_code_in_the_readme_is_the_sample()
    {
        var root = Path.Combine(Path.GetDirectoryName(Here())!, "../..");
        var readme = File.ReadAllText(Path.Combine(root, "src/Images.BuildKit/README.md"));
        var begin = readme.IndexOf("```csharp\n", StringComparison.Ordinal) + "```csharp\n".Length;

        var code = readme[begin..readme.IndexOf("```", begin, StringComparison.Ordinal)];

        Assert.Equal(File.ReadAllText(Path.Combine(root, "samples/BuildDockerfile/Program.cs")), code);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
