using System.Text.RegularExpressions;
using Images.Build.Hosting;
using Images.Planning.Matrices;

namespace Images.Build.Printing;

public partial class MatrixResultsTests
{
    [Fact]
    public void A_workflow_gets_each_layer_behind_a_delimiter_of_its_own()
    {
        var outputs = MatrixResults.Outputs(Matrix(["a", "b"], ["c"]));

        Assert.Equal(
            ["has-changes=true", "layers=2", "layer-0={\"include\":[", "layer-1={\"include\":["],
            Output()
                .Matches(outputs)
                .Select(match =>
                    $"{match.Groups["name"].Value}={match.Groups["value"].Value[..Math.Min(12, match.Groups["value"].Length)]}"
                )
        );
        Assert.Equal(4, Output().Matches(outputs).Select(match => match.Groups["end"].Value).Distinct().Count());
    }

    [Fact]
    public void Without_work_there_are_no_layers()
    {
        var outputs = MatrixResults.Outputs(Matrix());

        Assert.Equal(
            ["has-changes=false", "layers=0"],
            Output().Matches(outputs).Select(match => $"{match.Groups["name"].Value}={match.Groups["value"].Value}")
        );
    }

    [Fact]
    public void A_thousand_variants_are_taken_and_more_than_GitHub_takes_is_an_error()
    {
        Assert.NotEmpty(MatrixResults.Outputs(Matrix([.. Enumerable.Range(0, 1000).Select(index => $"some-image:{index}.0.0-variant")])));

        var error = Assert.Throws<RunFailedException>(() =>
            MatrixResults.Outputs(Matrix([.. Enumerable.Range(0, 9000).Select(index => $"some-image:{index}.0.0-variant")]))
        );
        Assert.Contains("GitHub takes 1000000", error.Message, StringComparison.Ordinal);
    }

    private static BuildMatrix Matrix(params IReadOnlyList<IReadOnlyList<string>> layers) =>
        new(
            1,
            layers.Count > 0,
            layers.Sum(layer => layer.Count),
            [
                .. layers.Select(
                    (layer, index) =>
                        new MatrixLayer(index, [.. layer.Select(id => new MatrixEntry(id, id, 1, "linux/amd64", 5, $"test {id}"))])
                ),
            ]
        );

    [GeneratedRegex(@"(?<name>[a-z0-9-]+)<<(?<end>\S+)\n(?<value>.*)\n\k<end>\n", RegexOptions.CultureInvariant)]
    private static partial Regex Output();
}
