using Images.Definitions;

namespace Images.Tests.Definitions;

/// <summary>Each folder in Goldens is a family that cannot be loaded, with everything that must be said about it in errors.txt.</summary>
public sealed class GoldenErrorTests
{
    public static TheoryData<string> Families() =>
        [.. Directory.EnumerateDirectories(Repository.Goldens).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Families))]
    public void Everything_that_is_wrong_is_said_in_one_go(string name)
    {
        var folder = Path.Combine(Repository.Goldens, name);

        var exception = Assert.Throws<DefinitionException>(() => FamilyLoader.Load(folder, TestContext.Current.CancellationToken));

        Repository.AssertGolden(Path.Combine(folder, "errors.txt"), exception.Message + "\n");
        Assert.All(exception.Errors, error => Assert.DoesNotContain('\n', error.Message));
    }
}
